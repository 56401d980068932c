//! One segment: its rule or its members.

use super::add_people::AddPeople;
use super::by_hand::ByHandLists;
use super::doors::segment;
use super::draft::Draft;
use super::figures::Figures;
use super::header::SegmentHeader;
use super::history::History;
use super::insights::Insights;
use super::members::Members;
use super::sentence::Sentence;
use super::why::WhyDialog;
use base::{Failure, by_id, me};
use kit::{Card, Notice, Page, Skeleton, TabPanel, Tabs, Tone, grouped, use_tab};
use leptos::prelude::*;
use rules::RuleEditor;
use shared::people::{EditSegments, Me, ViewPatients};
use shared::segments::wire::SegmentDetail;
use shared::segments::{MemberList, SegmentKind, SegmentStatus};

/// `/staff/segments/{id}`.
pub fn segment_page() -> AnyView {
    let detail = by_id(segment);
    view! {
        <Transition fallback=|| view! { <Page><Skeleton /></Page> }>
            {move || {
                let me = me();
                Suspend::new(async move {
                    let me = me.await;
                    match detail.await {
                        Ok(detail) => view! { <OneSegment detail me /> }.into_any(),
                        Err(error) => view! { <Page><Failure error /></Page> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn OneSegment(detail: SegmentDetail, me: Option<Me>) -> impl IntoView {
    let (may_edit, may_see) =
        me.as_ref().map_or((false, false), |me| (me.may::<EditSegments>(), me.may::<ViewPatients>()));
    let kind = detail.row.kind;
    let id = detail.row.id;
    let draft = Draft::new(&detail, may_edit && kind == SegmentKind::Dynamic);
    let detail = RwSignal::new(detail);
    let why = RwSignal::new(None);
    // Raised when membership may have changed.
    let version = RwSignal::new(0_u32);
    let members_label = Signal::derive(move || {
        detail.with(|detail| match detail.row.status {
            // Nobody joins before the first Go live, whatever the rule counts; static members are there at once.
            SegmentStatus::Draft if kind == SegmentKind::Dynamic => "Members".to_owned(),
            _ => format!("Members ({})", grouped(detail.row.members as i64)),
        })
    });
    let mut tabs: Vec<(&'static str, Signal<String>)> = Vec::new();
    if kind == SegmentKind::Dynamic {
        tabs.push(("rule", Signal::derive(|| "Rule".to_owned())));
    }
    if may_see {
        tabs.push(("members", members_label));
    }
    if may_see && kind == SegmentKind::Dynamic {
        tabs.push((
            "by-hand",
            Signal::derive(move || match detail.with(|detail| detail.included + detail.excluded) {
                0 => "By hand".to_owned(),
                people => format!("By hand ({})", grouped(people as i64)),
            }),
        ));
    }
    if kind == SegmentKind::Dynamic {
        tabs.push(("history", Signal::derive(|| "History".to_owned())));
    }
    tabs.push(("insights", Signal::derive(|| "Insights".to_owned())));
    let selected = use_tab(tabs.iter().map(|(key, _)| *key).collect());
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
                        <Sentence draft />
                        <RuleEditor builder=draft.rules />
                    </div>
                    <Figures draft why version may_see />
                </div>
            </TabPanel>
        }
    });
    let members = may_see.then(|| {
        view! {
            <TabPanel key="members" selected>
                <div class="stack">
                    {(kind == SegmentKind::Static && may_edit)
                        .then(|| {
                            view! {
                                <Card title="Add patients">
                                    <AddPeople id list=MemberList::Members version />
                                </Card>
                            }
                        })}
                    <Members detail selected version why may_edit />
                </div>
            </TabPanel>
        }
    });
    let by_hand = (may_see && kind == SegmentKind::Dynamic).then(|| {
        view! {
            <TabPanel key="by-hand" selected>
                <ByHandLists id selected version may_edit />
            </TabPanel>
        }
    });
    let history = (kind == SegmentKind::Dynamic).then(|| {
        view! {
            <TabPanel key="history" selected>
                <History draft selected version />
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
            draft.recount();
        },
        false,
    );
    view! {
        <Page>
            <SegmentHeader draft detail version may_edit />
            {failing}
            <Tabs label="Segment" tabs selected />
            {rule}
            {members}
            {by_hand}
            {history}
            {insights}
            <WhyDialog about=why />
        </Page>
    }
    .into_any()
}
