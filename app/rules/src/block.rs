//! One block in its group: the joint before it, its card, and the place to drop another one.

use super::builder::Builder;
use super::care_gap_card::CareGapCard;
use super::group::GroupCard;
use super::joint::Joint;
use super::patient::PatientCard;
use super::record_card::RecordCard;
use super::segment_card::SegmentCard;
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use shared::segments::{BlockId, Test};

/// What kind of card a block needs; does not change while its values do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    Group,
    Patient,
    Record,
    CareGap,
    Segment,
}

impl Shape {
    pub const fn of(test: &Test) -> Self {
        match test {
            Test::Group(_) => Self::Group,
            Test::Patient(_) => Self::Patient,
            Test::Record(_) => Self::Record,
            Test::CareGap(_) => Self::CareGap,
            Test::Segment(_) => Self::Segment,
        }
    }
}

#[component]
pub fn BlockItem(builder: Builder, group: BlockId, block: BlockId, shape: Shape) -> impl IntoView {
    let item = NodeRef::<html::Li>::new();
    // Some(true) while something is dragged over the upper half.
    let over = RwSignal::new(None::<bool>);
    let upper = move |event: &DragEvent| {
        item.get_untracked().is_some_and(|item| {
            let place = item.get_bounding_client_rect();
            f64::from(event.client_y()) < place.top() + place.height() / 2.0
        })
    };
    let hover = move |event: DragEvent| {
        if builder.dragged.get_untracked().is_some_and(|dragged| dragged != block) {
            event.prevent_default();
            event.stop_propagation();
            over.set(Some(upper(&event)));
        }
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        over.set(None);
        let Some(dragged) = builder.dragged.get_untracked() else { return };
        let before = upper(&event);
        builder.dragged.set(None);
        builder.edit("Moved", |rule| {
            if let Some((into, index)) = rule.place_of(block) {
                rule.move_to(dragged, into, if before { index } else { index + 1 });
            }
        });
    };
    let class = move || {
        let pointed = if builder.pointed.get() == Some(block) { " pointed" } else { "" };
        let drop = match over.get() {
            Some(true) => " drop-before",
            Some(false) => " drop-after",
            None => "",
        };
        let wrong = if builder.problem_of(block).with(Option::is_some) { " has-problem" } else { "" };
        let off = if builder.rule.with(|rule| rule.block(block).is_some_and(|block| block.off)) { " off" } else { "" };
        format!("rule-block{pointed}{drop}{wrong}{off}")
    };
    let problem = builder.problem_of(block);
    view! {
        <li
            class=class
            node_ref=item
            id=format!("block-{}", block.0)
            tabindex="-1"
            on:dragover=hover
            on:dragleave=move |_| over.set(None)
            on:drop=dropped
        >
            <Joint builder group block />
            {match shape {
                Shape::Group => view! { <GroupCard builder group=block /> }.into_any(),
                Shape::Patient => view! { <PatientCard builder block /> }.into_any(),
                Shape::Record => view! { <RecordCard builder block /> }.into_any(),
                Shape::CareGap => view! { <CareGapCard builder block /> }.into_any(),
                Shape::Segment => view! { <SegmentCard builder block /> }.into_any(),
            }}
            <p class="field-error block-problem" id=format!("block-{}-error", block.0) aria-live="polite">
                {move || problem.get()}
            </p>
        </li>
    }
    .into_any()
}
