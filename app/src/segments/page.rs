//! One segment: its rule or its members.

use super::api::segment;
use super::builder::Builder;
use super::figures::Figures;
use super::group::Blocks;
use super::header::SegmentHeader;
use super::history::History;
use super::insights::Insights;
use super::joint::CombineChoice;
use super::members::Members;
use super::sentence::Sentence;
use super::static_members::StaticMembers;
use super::why::WhyDialog;
use crate::shell::{Failure, Person, by_id};
use crate::ui::{Notice, Page, PageWidth, Skeleton, TabPanel, Tabs, Tone, grouped};
use leptos::prelude::*;
use shared::people::{EditSegments, Me, Permission, ViewPatients};
use shared::segments::wire::SegmentDetail;
use shared::segments::{BlockId, SegmentKind};

/// `/staff/segments/{id}`.
pub fn segment_page() -> AnyView {
    let detail = by_id(segment);
    let person = use_context::<Person>();
    view! {
        <Transition fallback=|| view! { <Page><Skeleton /></Page> }>
            {move || Suspend::new(async move {
                let me = match person {
                    Some(person) => person.0.await.ok(),
                    None => None,
                };
                match detail.await {
                    Ok(detail) => view! { <OneSegment detail me /> }.into_any(),
                    Err(error) => view! { <Page><Failure error /></Page> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn OneSegment(detail: SegmentDetail, me: Option<Me>) -> impl IntoView {
    let holds = |name: &str| me.as_ref().is_some_and(|me| me.permissions.iter().any(|held| held == name));
    let (may_edit, may_see) = (holds(EditSegments::NAME), holds(ViewPatients::NAME));
    let kind = detail.row.kind;
    let id = detail.row.id;
    let builder = Builder::new(&detail, may_edit && kind == SegmentKind::Dynamic);
    let detail = RwSignal::new(detail);
    let first = if kind == SegmentKind::Dynamic { "rule" } else { "members" };
    let selected = RwSignal::new(first);
    let why = RwSignal::new(None);
    // Raised when membership may have changed.
    let version = RwSignal::new(0_u32);
    let members_label = Signal::derive(move || format!("Members ({})", grouped(detail.with(|d| d.row.members as i64))));
    let mut tabs: Vec<(&'static str, Signal<String>)> = Vec::new();
    if kind == SegmentKind::Dynamic {
        tabs.push(("rule", Signal::derive(|| "Rule".to_owned())));
    }
    if may_see {
        tabs.push(("members", members_label));
    }
    if kind == SegmentKind::Dynamic {
        tabs.push(("history", Signal::derive(|| "History".to_owned())));
    }
    tabs.push(("insights", Signal::derive(|| "Insights".to_owned())));
    let failing = move || {
        detail.with(|detail| detail.row.error.clone()).map(|error| {
            view! {
                <Notice tone=Tone::Danger title="The last refresh failed">
                    {format!("Membership may be out of date; it is tried again every minute. {error}")}
                </Notice>
            }
        })
    };
    let rule = (kind == SegmentKind::Dynamic).then(|| {
        view! {
            <TabPanel key="rule" selected>
                <div class="rule-layout">
                    <div class="rule-main">
                        <Sentence builder />
                        <div class="rule-root">
                            <CombineChoice builder group=BlockId::ROOT />
                            <span class="muted">"these"</span>
                        </div>
                        <Blocks builder group=BlockId::ROOT />
                        <p class="sr-only" role="status">
                            {move || builder.said.get()}
                        </p>
                    </div>
                    <Figures builder why />
                </div>
            </TabPanel>
        }
    });
    let members = may_see.then(|| {
        view! {
            <TabPanel key="members" selected>
                <div class="stack">
                    {(kind == SegmentKind::Static && may_edit).then(|| view! { <StaticMembers id version /> })}
                    <Members detail selected version why may_edit />
                </div>
            </TabPanel>
        }
    });
    let history = (kind == SegmentKind::Dynamic).then(|| {
        view! {
            <TabPanel key="history" selected>
                <History builder selected version />
            </TabPanel>
        }
    });
    let insights = view! {
        <TabPanel key="insights" selected>
            <Insights id selected version />
        </TabPanel>
    };
    Effect::watch(
        move || version.get(),
        move |_, _, _| {
            leptos::task::spawn_local(async move {
                if let Ok(fresh) = segment(id).await {
                    detail.set(fresh);
                }
            });
        },
        false,
    );
    view! {
        <Page width=PageWidth::Wide>
            <SegmentHeader builder detail version may_edit />
            {failing}
            <Tabs label="Segment" tabs selected />
            {rule}
            {members}
            {history}
            {insights}
            <WhyDialog about=why />
        </Page>
    }
    .into_any()
}
