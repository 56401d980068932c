//! A rule that goes step by step, drawn as a flow: how many are left after each step, who falls away and who comes in.

use super::draft::Draft;
use kit::grouped;
use leptos::prelude::*;
use shared::segments::{BlockId, ByHand, MemberList, Step};

const WIDTH: f64 = 240.0;
const ROOM: f64 = 48.0;
/// The height of a step, and of the band before it that shows the change.
const STEP: f64 = 10.0;
const BAND: f64 = 34.0;

/// `steps` are the counts after each step, in order.
#[component]
pub fn Flow(draft: Draft, steps: Vec<(BlockId, u64)>) -> impl IntoView {
    if steps.len() < 2 {
        return ().into_any();
    }
    let most = steps.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1) as f64;
    // A few of very many are still to be seen, and at the right there is room for who comes and goes.
    let wide = move |count: u64| if count == 0 { 0.0 } else { (count as f64 / most * (WIDTH - ROOM)).max(2.0) };
    let word = move |id: BlockId| {
        if let Some(list) = ByHand::list_of(id) {
            return if list == MemberList::Included {
                "or always in, by hand"
            } else {
                "except those never in, by hand"
            };
        }
        draft.rules.rule.with_untracked(|rule| {
            rule.root.blocks.iter().find(|block| block.id == id).map_or(Step::AndAlso, |block| block.step).label()
        })
    };
    let height = STEP + (steps.len() - 1) as f64 * (STEP + BAND);
    let mut shapes = Vec::new();
    let mut lines = Vec::new();
    for (place, (id, count)) in steps.iter().enumerate() {
        let top = place as f64 * (STEP + BAND);
        let here = wide(*count);
        shapes.push(("flow-step", format!("M0 {top} H{here:.1} V{} H0 Z", top + STEP)));
        let Some((_, before)) = place.checked_sub(1).map(|place| steps[place]) else {
            lines.push(format!("{} to begin with", grouped(*count as i64)));
            continue;
        };
        let (from, middle, there) = (top - BAND, top - BAND / 2.0, wide(before));
        let stay = here.min(there);
        let edge = WIDTH - (there - here).abs();
        shapes.push(("flow-stay", format!("M0 {from} H{stay:.1} V{top} H0 Z")));
        if there > here {
            let path = format!(
                "M{here:.1} {from} H{there:.1} C{there:.1} {middle} {WIDTH} {middle} {WIDTH} {top} H{edge:.1} C{edge:.1} {middle} {here:.1} {middle} {here:.1} {from} Z"
            );
            shapes.push(("flow-gone", path));
        } else if here > there {
            let path = format!(
                "M{edge:.1} {from} H{WIDTH} C{WIDTH} {middle} {here:.1} {middle} {here:.1} {top} H{there:.1} C{there:.1} {middle} {edge:.1} {middle} {edge:.1} {from} Z"
            );
            shapes.push(("flow-come", path));
        }
        let change = match before.cmp(count) {
            std::cmp::Ordering::Greater => format!("{} fall away", grouped((before - count) as i64)),
            std::cmp::Ordering::Less => format!("{} come in", grouped((count - before) as i64)),
            std::cmp::Ordering::Equal => "no change".to_owned(),
        };
        lines.push(format!("{}: {} ({change})", word(*id), grouped(*count as i64)));
    }
    view! {
        <div class="flow-part">
            <h2>"Step by step"</h2>
            <div class="flow">
                <svg viewBox=format!("0 0 {WIDTH} {height}") preserveAspectRatio="none" aria-hidden="true">
                    {shapes.into_iter().map(|(class, path)| view! { <path class=class d=path></path> }).collect_view()}
                </svg>
                <ol role="list">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ol>
            </div>
        </div>
    }
    .into_any()
}
