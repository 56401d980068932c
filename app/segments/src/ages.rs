//! The members by age and gender, as a pyramid.

use kit::{Bar, grouped};
use leptos::prelude::*;
use shared::segments::wire::AgeBand;

/// Women to the left, men to the right, a line for ten years of age.
#[component]
pub fn Ages(ages: Vec<AgeBand>) -> impl IntoView {
    let (known, unknown): (Vec<_>, Vec<_>) = ages.into_iter().partition(|band| band.from.is_some());
    let first = known.iter().position(|band| band.total() > 0);
    let last = known.iter().rposition(|band| band.total() > 0);
    let widest = known.iter().map(|band| band.female.max(band.male)).max().unwrap_or_default() as f64;
    let other = known.iter().map(|band| band.other).sum::<u64>();
    let ageless = unknown.iter().map(AgeBand::total).sum::<u64>();
    let rows = first.zip(last).map(|(first, last)| {
        let line = |band: &AgeBand| {
            let from = band.from.unwrap_or_default();
            let label = if from == 90 { "90+".to_owned() } else { format!("{from}–{}", from + 9) };
            let (women, men) = (format!("Women aged {label}"), format!("Men aged {label}"));
            view! {
                <tr>
                    <td class="number">{grouped(band.female as i64)}</td>
                    <td class="ages-women">
                        <Bar label=women value=band.female as f64 max=widest />
                    </td>
                    <th scope="row">{label}</th>
                    <td>
                        <Bar label=men value=band.male as f64 max=widest />
                    </td>
                    <td class="number">{grouped(band.male as i64)}</td>
                </tr>
            }
        };
        view! {
            <table class="ages">
                <thead>
                    <tr>
                        <th scope="col" colspan="2">
                            "Women"
                        </th>
                        <th scope="col">"Age"</th>
                        <th scope="col" colspan="2">
                            "Men"
                        </th>
                    </tr>
                </thead>
                <tbody>{known[first..=last].iter().map(line).collect_view()}</tbody>
            </table>
        }
    });
    let mut rest = Vec::new();
    if other > 0 {
        rest.push(format!("{} of other or unknown gender", grouped(other as i64)));
    }
    if ageless > 0 {
        rest.push(format!("{} without a birth date", grouped(ageless as i64)));
    }
    view! {
        {rows}
        {(!rest.is_empty()).then(|| view! { <p class="second">{format!("And {}.", rest.join(", "))}</p> })}
    }
    .into_any()
}
