//! What became of a list that somebody pasted: a sentence, and the lines that gave nothing with their reasons.

use super::figure::grouped;
use super::notice::Notice;
use super::tone::Tone;
use leptos::prelude::*;

/// So many refused lines are shown with their reason; all of them stay in the box.
const SHOWN: usize = 100;

/// A line that gave nothing.
pub struct RefusedLine {
    pub line: u32,
    pub text: String,
    pub why: String,
}

/// `parts` of what was done, as "3 added"; the refused lines, of which `refusal` says what they were ("not found"); `next`
/// is what to do where none was refused.
pub fn pasted_report(
    mut parts: Vec<String>,
    refused: Vec<RefusedLine>,
    refusal: &'static str,
    next: &'static str,
) -> AnyView {
    let many = refused.len();
    if many > 0 {
        parts.push(format!("{} {refusal}", grouped(many as i64)));
    }
    let tone = if many == 0 { Tone::Good } else { Tone::Look };
    let advice = if many == 0 {
        next.to_owned()
    } else {
        format!("What was {refusal} is in the box below: fix it and try again.")
    };
    let lines = refused
        .into_iter()
        .take(SHOWN)
        .map(|refused| {
            view! {
                <tr>
                    <td class="number">{refused.line}</td>
                    <td>{refused.text}</td>
                    <td>{refused.why}</td>
                </tr>
            }
        })
        .collect_view();
    let more = many.saturating_sub(SHOWN);
    view! {
        <Notice tone title=parts.join(", ")>
            {advice}
        </Notice>
        {(many > 0)
            .then(|| {
                view! {
                    <div class="list-report" tabindex="0" role="region" aria-label=format!("Lines that were {refusal}")>
                        <table class="table">
                            <thead>
                                <tr>
                                    <th scope="col">"Line"</th>
                                    <th scope="col">"Says"</th>
                                    <th scope="col">"Why not"</th>
                                </tr>
                            </thead>
                            <tbody>{lines}</tbody>
                        </table>
                    </div>
                }
            })}
        {(more > 0).then(|| view! { <p class="second">{format!("And {} more.", grouped(more as i64))}</p> })}
    }
    .into_any()
}
