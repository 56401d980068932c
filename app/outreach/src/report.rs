//! A program's report: figures of a day, a week or the whole, beside those before, broken down, with what was learnt.

use super::program_doors::{add_note, read_report};
use super::report_tables::{breakdown, figures, funnel, notes};
use base::{AppError, Loaded};
use kit::{
    Button, ButtonKind, ButtonLink, Card, Choice, Crumb, DateInput, EmptyState, Field, FormErrors, Kind, Page,
    PageHeader, Select, TextArea, Tone, toast,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use shared::ids::ProgramId;
use shared::outreach::{Report, ReportPeriod};
use shared::people::EditPrograms;
use shared::time::Date;

/// `/staff/programs/:id/report?period=week&day=2026-11-25`
pub fn report_page() -> AnyView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        let (period, day) = query.with(|query| {
            let period = query.get("period").and_then(|code| ReportPeriod::from_code(&code)).unwrap_or_default();
            (period, query.get("day").and_then(|day| Date::parse(&day)))
        });
        (id, period, day)
    };
    let report = Resource::new(asked, |(id, period, day)| async move {
        match id.parse::<ProgramId>() {
            Ok(id) => read_report(id, period, day).await,
            Err(_) => Err(AppError::NotFound),
        }
    });
    let again = Callback::new(move |()| report.refetch());
    provide_context(again);
    view! { <Loaded data=report view=shown /> }.into_any()
}

fn shown(report: Report) -> AnyView {
    let id = report.program;
    // Of the whole the day up to which it goes: that is how it is asked for.
    let day = if report.period == ReportPeriod::Whole { report.days.last } else { report.days.first };
    let address = format!("/staff/programs/{id}");
    let csv = format!("{address}/report.csv?period={}&day={day}", report.period.code());
    let pdf = csv.replace("report.csv", "report.pdf");
    let is_empty = report.whole.is_empty();
    let (title, about) = (format!("Report: {}", report.name), report.goal.clone());
    let crumbs = vec![Crumb::new("Programs", "/staff/programs"), Crumb::new(report.name.clone(), address)];
    let (period, last) = (report.period, report.days.last);
    let report = StoredValue::new(report);
    let body = move || {
        if is_empty {
            return view! {
                <EmptyState
                    icon="chart-column"
                    kind=Kind::Goal
                    title="Nothing to report yet"
                    text="As soon as the program reaches somebody, its figures stand here."
                />
            }
            .into_any();
        }
        report.with_value(|report| {
            let parts = report.breakdowns.iter().map(|(by, lines)| breakdown(*by, lines)).collect_view();
            view! {
                {figures(report)}
                <div class="grid-2">{funnel(report)} {notes(report)}</div>
                {parts}
            }
            .into_any()
        })
    };
    view! {
        <Page>
            <PageHeader
                title
                about
                crumbs
                actions=move || {
                    view! {
                        <a class="button button-secondary" href=csv.clone() rel="external" download>
                            "CSV"
                        </a>
                        <a class="button button-secondary" href=pdf.clone() rel="external" download>
                            "PDF"
                        </a>
                    }
                }
            />
            <div class="stack report">
                <Choose period day />
                <p class="report-days">{report.with_value(|report| report.days.words())}</p>
                {body}
                {base::only_with::<EditPrograms>(move || view! { <AddNote id day=last /> }.into_any())}
            </div>
        </Page>
    }
    .into_any()
}

/// Which period, around which day; earlier and later.
#[component]
fn Choose(period: ReportPeriod, day: Date) -> impl IntoView {
    let value = RwSignal::new(period.code().to_owned());
    let navigate = StoredValue::new(use_navigate());
    let go = move |period: &str, day: Date| {
        let to = format!("?period={period}&day={day}");
        navigate.with_value(|navigate| navigate(&to, Default::default()));
    };
    let choices: Vec<Choice> = ReportPeriod::ALL.map(|one| Choice::new(one.code(), one.label())).into();
    let length = if period == ReportPeriod::Day { 1 } else { 7 };
    let written = Signal::stored(day.to_string());
    let chosen = move |text: String| {
        if let Some(day) = Date::parse(&text) {
            go(period.code(), day);
        }
    };
    let step = move |days: i64| {
        let to = day.plus_days(days);
        format!("?period={}&day={to}", period.code())
    };
    view! {
        <div class="row no-print">
            <Field name="period" label="Period">
                <Select
                    name="period"
                    choices=Signal::stored(choices)
                    value
                    on_change=move |code: String| go(&code, day)
                />
            </Field>
            <Field name="day" label="Around">
                <DateInput name="day" value=written on_change=chosen />
            </Field>
            {(period != ReportPeriod::Whole)
                .then(|| {
                    view! {
                        <ButtonLink href=step(-length) icon="arrow-left">
                            "Before"
                        </ButtonLink>
                        <ButtonLink href=step(length) icon="arrow-right">
                            "After"
                        </ButtonLink>
                    }
                })}
        </div>
    }
    .into_any()
}

/// What was learnt, for this report and Monday's letter.
#[component]
fn AddNote(id: ProgramId, day: Date) -> impl IntoView {
    let errors = FormErrors::provide();
    let text = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let again = expect_context::<Callback<()>>();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        spawn_local(async move {
            match add_note(id, day, text.get_untracked()).await {
                Ok(()) => {
                    text.set(String::new());
                    again.run(());
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.try_set(false);
        });
    };
    view! {
        <div class="no-print">
            <Card title="Write down what was learnt">
                <form class="form" on:submit=send>
                    <Field
                        name="text"
                        label="What we learnt"
                        hint="It stands in this report and in Monday's letter. Name nobody."
                    >
                        <TextArea name="text" value=text />
                    </Field>
                    <div class="form-actions">
                        <Button kind=ButtonKind::Primary submit=true busy>
                            "Keep note"
                        </Button>
                    </div>
                </form>
            </Card>
        </div>
    }
    .into_any()
}
