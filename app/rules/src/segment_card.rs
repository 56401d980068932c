//! Membership of another live segment as a criterion.

use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::{ChipSelect, CountMark};
use super::doors::live_segments;
use kit::{Choice, SearchPicker, answers, grouped};
use leptos::prelude::*;
use shared::segments::{BlockId, SegmentTest, Test};

#[component]
pub fn SegmentCard(builder: Builder, block: BlockId) -> impl IntoView {
    let disabled = !builder.may_edit;
    let test = Memo::new(move |_| match builder.rule.with(|rule| rule.block(block).map(|block| block.test.clone())) {
        Some(Test::Segment(test)) => Some(test),
        _ => None,
    });
    let change = move |change: &dyn Fn(&mut SegmentTest)| {
        builder.edit("Segment changed", |rule| {
            if let Some(Test::Segment(test)) = rule.block_mut(block).map(|block| &mut block.test) {
                change(test);
            }
        });
    };
    let member = Signal::derive(move || if test.get().is_none_or(|test| test.member) { "yes" } else { "no" });
    let choose_member = Callback::new(move |key: &'static str| change(&|test| test.member = key == "yes"));
    let found = answers(live_segments);
    let search = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let wanted = search.get().to_lowercase();
        let all = found.get().and_then(Result::ok).unwrap_or_default();
        all.into_iter()
            .filter(|choice| Some(choice.id) != builder.segment && choice.name.to_lowercase().contains(&wanted))
            .map(|choice| {
                let detail = format!("{} members", grouped(choice.members as i64));
                Choice::new(choice.id.to_string(), choice.name).with_detail(detail)
            })
            .collect::<Vec<_>>()
    });
    let choose = move |choice: Choice| {
        if let Ok(id) = choice.value.parse() {
            change(&|test| {
                test.segment = Some(id);
                test.name = choice.label.clone();
            });
        }
    };
    let name = move || test.get().map(|test| test.name).filter(|name| !name.is_empty());
    view! {
        <div class="block-card patient-card">
            <div class="block-row">
                <Handle builder block />
                <div class="block-body">
                    <ChipSelect
                        label="Belongs or not"
                        choices=vec![("yes", "Belongs to"), ("no", "Does not belong to")]
                        value=member
                        disabled
                        on_change=choose_member
                    />
                    <span class="row-word">"the segment"</span>
                    {move || name().map(|name| view! { <span class="chip chip-value">{name}</span> })}
                    {builder
                        .may_edit
                        .then(|| {
                            view! {
                                <SearchPicker
                                    name=format!("segment-{}", block.0)
                                    label="Search live segments"
                                    search
                                    options
                                    none="No live segment found with that name."
                                    on_choose=choose
                                />
                            }
                        })}
                </div>
                <CountMark builder block bar=true />
                <BlockTools builder block name="segment" />
            </div>
        </div>
    }
    .into_any()
}
