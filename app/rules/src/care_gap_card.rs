//! A care gap as a criterion: which gap, over which time, in which states; and what the guideline says.

use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::{ChipSelect, ChipToggles, CountMark};
use leptos::prelude::*;
use shared::segments::care_gap::Period;
use shared::segments::{BlockId, CareGapTest, GapState, Test, care_gaps};

#[component]
pub fn CareGapCard(builder: Builder, block: BlockId) -> impl IntoView {
    let disabled = !builder.may_edit;
    let test = Memo::new(move |_| match builder.rule.with(|rule| rule.block(block).map(|block| block.test.clone())) {
        Some(Test::CareGap(test)) => Some(test),
        _ => None,
    });
    let change = move |change: &dyn Fn(&mut CareGapTest)| {
        builder.edit("Care gap changed", |rule| {
            if let Some(Test::CareGap(test)) = rule.block_mut(block).map(|block| &mut block.test) {
                change(test);
            }
        });
    };
    let gap = Memo::new(move |_| test.get().and_then(|test| test.definition()).map_or("", |gap| gap.key));
    let choose = Callback::new(move |key: &'static str| change(&|test| test.gap = key.to_owned()));
    let gaps = care_gaps::all(Period::Rolling).iter().map(|gap| (gap.key, gap.name)).collect::<Vec<_>>();
    let period = Signal::derive(move || {
        if test.get().is_some_and(|test| test.period == Period::CalendarYear) { "year" } else { "rolling" }
    });
    let choose_period = Callback::new(move |key: &'static str| {
        let period = if key == "year" { Period::CalendarYear } else { Period::Rolling };
        change(&|test| test.period = period);
    });
    let chosen = Signal::derive(move || {
        let states = test.get().map(|test| test.states).unwrap_or_default();
        states.iter().map(|state| state.code().to_owned()).collect::<Vec<_>>()
    });
    let states = GapState::ALL.map(|state| (state.code().to_owned(), state.label().to_owned())).to_vec();
    let choose_states = Callback::new(move |codes: Vec<String>| {
        change(&|test| {
            test.states =
                GapState::ALL.into_iter().filter(|state| codes.iter().any(|code| code == state.code())).collect();
        });
    });
    let about = move || {
        let gap = test.get()?.definition()?;
        let closers = gap.closers.iter().map(|named| named.name).collect::<Vec<_>>().join("; ");
        let excluded = gap.exclusions.iter().map(|named| named.name).collect::<Vec<_>>().join("; ");
        Some(view! {
            <p>{gap.summary}</p>
            <dl class="gap-facts">
                <dt>"Closed by"</dt>
                <dd>{closers}</dd>
                <dt>"Not for"</dt>
                <dd>{excluded}</dd>
                <dt>"Source"</dt>
                <dd>{gap.citation}</dd>
            </dl>
        })
    };
    view! {
        <div class="block-card record-card">
            <header class="block-head">
                <Handle builder block />
                <span class="row-word">"Care gap"</span>
                <ChipSelect label="Care gap" choices=gaps value=gap disabled on_change=choose strong=true />
                <CountMark builder block bar=true />
                <BlockTools builder block name="care gap" />
            </header>
            <div class="block-row">
                <div class="block-body">
                    <span class="row-word">"is"</span>
                    <ChipToggles label="State" choices=states chosen disabled on_change=choose_states />
                    <span class="row-word">"counting"</span>
                    <ChipSelect
                        label="Over which time"
                        choices=vec![("rolling", Period::Rolling.label()), ("year", Period::CalendarYear.label())]
                        value=period
                        disabled
                        on_change=choose_period
                    />
                </div>
            </div>
            <div class="gap-about">{about}</div>
        </div>
    }
    .into_any()
}
