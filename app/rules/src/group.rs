//! A group: how its blocks combine, the blocks, and what can be added.

use super::block::{BlockItem, Shape};
use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::CountMark;
use super::condition::starting;
use super::joint::CombineChoice;
use kit::{Button, ButtonSize, Menu, MenuItem, focus};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use shared::segments::care_gap::Period;
use shared::segments::{
    BlockId, CareGapTest, Combine, GapState, Group, PatientTest, Quantifier, RecordCondition, RecordTest, RecordType,
    SegmentTest, Test, care_gaps,
};

/// A group inside another: a card around its blocks.
#[component]
pub fn GroupCard(builder: Builder, group: BlockId) -> impl IntoView {
    view! {
        <div class="block-card group-card">
            <header class="block-head">
                <Handle builder block=group />
                <CombineChoice builder group />
                <span class="muted">"these"</span>
                <CountMark builder block=group />
                <BlockTools builder block=group name="group" />
            </header>
            <Blocks builder group />
        </div>
    }
    .into_any()
}

/// The blocks of a group and the buttons that add to it.
#[component]
pub fn Blocks(builder: Builder, group: BlockId) -> AnyView {
    let blocks = Memo::new(move |_| {
        builder.rule.with(|rule| {
            let group = rule.group(group);
            group.map(|group| group.blocks.iter().map(|block| (block.id, Shape::of(&block.test))).collect::<Vec<_>>())
        })
    });
    let at_the_end = move |event: DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        let Some(dragged) = builder.dragged.get_untracked() else { return };
        builder.dragged.set(None);
        builder.edit("Moved", |rule| {
            rule.move_to(dragged, group, usize::MAX);
        });
    };
    view! {
        <ol class="rule-blocks" role="list">
            <For each=move || blocks.get().unwrap_or_default() key=|block| *block let((block, shape))>
                <BlockItem builder group block shape />
            </For>
        </ol>
        {builder
            .may_edit
            .then(|| {
                view! {
                    <div
                        class="rule-add"
                        on:dragover=move |event: DragEvent| {
                            if builder.dragged.get_untracked().is_some() {
                                event.prevent_default();
                                event.stop_propagation();
                            }
                        }
                        on:drop=at_the_end
                    >
                        <AddButtons builder group />
                    </div>
                }
            })}
    }
    .into_any()
}

#[component]
fn AddButtons(builder: Builder, group: BlockId) -> impl IntoView {
    let add = move |said: &str, test: Test| {
        let mut added = None;
        builder.edit(said, |rule| added = rule.add(group, test));
        if let Some(block) = added {
            request_animation_frame(move || focus_in(block));
        }
    };
    let patient = move |_| add("Criterion added", Test::Patient(PatientTest::Active(true)));
    let nested = move |_| {
        let blocks = Vec::new();
        add("Group added", Test::Group(Group { combine: Combine::Any, blocks }));
    };
    let record = move |record: RecordType| {
        let conditions = vec![RecordCondition { id: BlockId(u32::MAX), test: starting(&[record]) }];
        let (records, then) = (vec![record], Vec::new());
        let test = RecordTest { records, quantifier: Quantifier::Exists, conditions, then };
        add("Related record added", Test::Record(test));
    };
    let care_gap = move |_| {
        let gap = care_gaps::all(Period::Rolling).first().map_or("", |gap| gap.key).to_owned();
        let test = CareGapTest { gap, period: Period::Rolling, states: vec![GapState::OpenGap] };
        add("Care gap added", Test::CareGap(test));
    };
    let segment = move |_| {
        add("Segment added", Test::Segment(SegmentTest { segment: None, name: String::new(), member: true }));
    };
    view! {
        <Button size=ButtonSize::Small icon="plus" on_click=patient>"Patient criterion"</Button>
        <span class="add-record">
            <Button size=ButtonSize::Small icon="plus" on_click=move |_| record(RecordType::Condition)>"Condition"</Button>
            <Menu label="Add another related record" icon="chevron-down" size=ButtonSize::Small start=true>
                {RecordType::ALL
                    .map(|kind| view! { <MenuItem label=kind.label() on_select=move |()| record(kind) /> })
                    .collect_view()}
            </Menu>
        </span>
        <Button size=ButtonSize::Small icon="plus" on_click=care_gap>"Care gap"</Button>
        <Button size=ButtonSize::Small icon="plus" on_click=segment>"Segment"</Button>
        <Button size=ButtonSize::Small icon="plus" on_click=nested>"Group"</Button>
    }
    .into_any()
}

/// Puts the focus on the first control of a block that has just been added.
fn focus_in(block: BlockId) {
    focus(&format!("#block-{} :is(.block-body input, select)", block.0));
}
