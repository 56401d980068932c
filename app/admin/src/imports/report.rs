//! What one import did: how far it is, the counts by type, what was rejected and why.

use kit::{Bar, Card, EmptyState, Notice, Tone, grouped};
use leptos::prelude::*;
use shared::imports::{
    ImportOutcome, ImportProgress, ImportReport, ImportRun, ImportStatus, TableShown, ValueSetTaken,
};

/// The report of a finished import, or the progress of one under way.
#[component]
pub fn Report(run: ImportRun) -> impl IntoView {
    match (run.status.known(), run.progress) {
        (Some(ImportStatus::Running), Some(progress)) => view! { <Running progress files=run.files /> }.into_any(),
        (Some(ImportStatus::Running), None) => view! {
            <Notice tone=Tone::Look title="No news from this import">
                "It runs in another process of this server, or was interrupted. Uploading the same files again completes it."
            </Notice>
        }
        .into_any(),
        (Some(ImportStatus::Failed), _) => view! {
            <Notice tone=Tone::Danger title="The import stopped">
                "The database refused or the disk is full; the log says more. What was stored stays. Uploading the same files again completes it."
            </Notice>
        }
        .into_any(),
        (Some(ImportStatus::Done), _) if run.report.outcome() == ImportOutcome::Nothing => view! {
            <Notice tone=Tone::Look title="Nothing was found in these files">
                "They hold no FHIR resource. Files are read as bundles, single resources or one resource a line (NDJSON), each also as .gz."
            </Notice>
        }
        .into_any(),
        // What a later version says of an import: its counts stand.
        (Some(ImportStatus::Done) | None, _) => view! { <Counts report=run.report /> }.into_any(),
    }
}

#[component]
fn Running(progress: ImportProgress, files: u64) -> impl IntoView {
    let left = match progress.seconds_left() {
        Some(seconds @ 0..90) => seconds.to_string() + " s left",
        Some(seconds) => (seconds / 60).to_string() + " min left",
        None => String::new(),
    };
    let (read, total) = (progress.bytes_read as f64, progress.bytes_total as f64);
    view! {
        <Card title="Importing">
            <div class="stack" role="status">
                <Bar label="Bytes read" value=Signal::stored(read) max=Signal::stored(total) />
                <p>
                    {progress.percent().to_string()} " % of " {grouped(files as i64)} " files, "
                    {grouped(progress.resources as i64)} " resources stored. " {left}
                </p>
            </div>
        </Card>
    }
    .into_any()
}

#[component]
fn Counts(report: ImportReport) -> impl IntoView {
    let summary = grouped(report.files as i64)
        + if report.files == 1 { " file, " } else { " files, " }
        + &match report.bytes {
            bytes @ 0..1_000_000 => grouped(bytes.div_ceil(1_000) as i64) + " kB",
            bytes => grouped((bytes / 1_000_000) as i64) + " MB",
        }
        + &match report.milliseconds {
            0..1_000 => " in less than a second.".to_owned(),
            milliseconds => " in ".to_owned() + &grouped((milliseconds / 1_000) as i64) + " s.",
        }
        + if report.dry_run { " Only a check: nothing was written." } else { "" };
    let rows = report
        .types
        .iter()
        .map(|count| {
            view! {
                <tr>
                    <th scope="row">{count.name.clone()}</th>
                    <td class="number">{grouped(count.read as i64)}</td>
                    <td class="number">{grouped(count.new as i64)}</td>
                    <td class="number">{grouped(count.changed as i64)}</td>
                    <td class="number">{grouped(count.unchanged as i64)}</td>
                    <td class="number">{grouped(count.deleted as i64)}</td>
                    <td class="number">{grouped(count.rejected as i64)}</td>
                </tr>
            }
        })
        .collect_view();
    let others: Vec<String> =
        report.others.iter().map(|other| grouped(other.read as i64) + " " + &other.name).collect();
    view! {
        <Card title="Result" flush=true>
            <p class="card-body">{summary}</p>
            <div class="table-wrap" tabindex="0" role="region" aria-label="Resources by type">
                <table class="table">
                    <caption>"Resources by type"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Type"</th>
                            <th scope="col" class="number">"Read"</th>
                            <th scope="col" class="number">"New"</th>
                            <th scope="col" class="number">"Changed"</th>
                            <th scope="col" class="number">"Unchanged"</th>
                            <th scope="col" class="number">"Deleted"</th>
                            <th scope="col" class="number">"Rejected"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(!others.is_empty())
                .then(|| view! { <p class="card-foot">"Only counted, not kept: " {others.join(", ")}</p> })}
        </Card>
        {report.tables.iter().cloned().map(columns).collect_view()}
        {(!report.value_sets.is_empty()).then(|| value_sets(report.value_sets.clone()))}
        {(report.noted_total > 0).then(|| notes(&report))}
        <Rejections report />
    }
    .into_any()
}

/// What the columns of a table were taken for.
fn columns(table: TableShown) -> AnyView {
    let rows = table
        .columns
        .into_iter()
        .map(|column| {
            view! {
                <tr>
                    <th scope="row">{column.heading}</th>
                    <td>{column.meaning}</td>
                    <td>{column.doubtful.then_some("Not certain: rename the heading, or confirm it by importing")}</td>
                </tr>
            }
        })
        .collect_view();
    let title = "Columns of ".to_owned() + &table.file;
    view! {
        <Card title=title.clone() flush=true>
            <div class="table-wrap" tabindex="0" role="region" aria-label=title.clone()>
                <table class="table">
                    <caption>{title.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Heading"</th>
                            <th scope="col">"Taken for"</th>
                            <th scope="col">"Note"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="card-foot">"Read as " {table.encoding}</p>
        </Card>
    }
    .into_any()
}

/// What each ValueSet became, and which rules ask for it.
fn value_sets(sets: Vec<ValueSetTaken>) -> AnyView {
    let row = |set: ValueSetTaken| {
        let (counted, asked) = (set.counted(), set.asked());
        view! {
            <tr>
                <th scope="row">
                    {set.name}
                    <span class="second">{set.identity}</span>
                </th>
                <td>{counted}</td>
                <td>
                    <a href=format!("/staff/code-sets/{}", set.key)>{set.set_name}</a>
                    <span class="second">{set.became.label()}</span>
                </td>
                <td>{asked}</td>
            </tr>
        }
    };
    view! {
        <Card title="Value sets" flush=true>
            <div class="table-wrap" tabindex="0" role="region" aria-label="What each value set became">
                <table class="table">
                    <caption>"What each value set became"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Value set"</th>
                            <th scope="col">"Codes"</th>
                            <th scope="col">"Code set"</th>
                            <th scope="col">"Rules"</th>
                        </tr>
                    </thead>
                    <tbody>{sets.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="card-foot">
                <a href="/staff/value-sets">"Map value sets to the sets that rules ask for"</a>
            </p>
        </Card>
    }
    .into_any()
}

/// What was taken in though a part of it could not be used.
fn notes(report: &ImportReport) -> AnyView {
    let total = grouped(report.noted_total as i64);
    let lines = report
        .noted
        .clone()
        .into_iter()
        .map(|noted| view! { <li>{noted.file} ", line " {noted.line} ": " {noted.reason}</li> })
        .collect_view();
    view! {
        <Card title="Taken in, but not all of it">
            <p>{total} " times something of a record could not be used."</p>
            <ul>{lines}</ul>
        </Card>
    }
    .into_any()
}

#[component]
fn Rejections(report: ImportReport) -> impl IntoView {
    if report.rejected_total == 0 {
        return view! {
            <Card title="Rejected">
                <EmptyState icon="circle-check" title="Nothing was rejected" text="Every resource could be read." />
            </Card>
        }
        .into_any();
    }
    let more = report.rejected_total - report.rejected.len() as u64;
    let rows = report
        .rejected
        .into_iter()
        .map(|rejected| {
            let line = if rejected.line == 0 { String::new() } else { rejected.line.to_string() };
            view! {
                <tr>
                    <td>{rejected.file}</td>
                    <td class="number">{line}</td>
                    <td>{rejected.reason}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Card title="Rejected" flush=true>
            <div class="table-wrap" tabindex="0" role="region" aria-label="What was rejected">
                <table class="table">
                    <caption>"What was rejected, and why"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"File"</th>
                            <th scope="col" class="number">"Line"</th>
                            <th scope="col">"Reason"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="card-foot">"and " {grouped(more as i64)} " more"</p> })}
        </Card>
    }
    .into_any()
}
