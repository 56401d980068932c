//! The editor of a rule: blocks, rows and their chips, wherever a rule is asked: a segment, a step of a journey.
#![recursion_limit = "512"]

mod block;
mod block_tools;
mod builder;
mod care_gap_card;
mod chips;
mod condition;
mod condition_row;
mod doors;
mod group;
mod joint;
mod number_input;
mod patient;
mod record_card;
mod record_types;
mod segment_card;
mod word_list;

pub use builder::{Builder, Change};
pub use group::Blocks;
pub use joint::CombineChoice;
pub use patient::EarlierSteps;

use leptos::prelude::*;
use shared::segments::BlockId;

/// The whole editor: how the blocks combine, and the blocks.
#[component]
pub fn RuleEditor(builder: Builder) -> impl IntoView {
    view! {
        <div class="rule-root">
            <CombineChoice builder group=BlockId::ROOT />
            <span class="muted">"these"</span>
        </div>
        <Blocks builder group=BlockId::ROOT />
        <p class="sr-only" role="status">
            {move || builder.said.get()}
        </p>
    }
    .into_any()
}
