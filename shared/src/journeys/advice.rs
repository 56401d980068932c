//! What is worth knowing before a journey goes live, though nothing keeps it from doing so.

use super::{Definition, Known, Problem, ProblemPlace};

/// Advice in the form of problems; none of it blocks.
pub fn advice(definition: &Definition, known: &Known) -> Vec<Problem> {
    let started = definition.settings.start.zip(known.now).is_some_and(|(start, now)| start < now);
    let message = "The start is in the past: people enter at once.";
    started.then(|| Problem { place: ProblemPlace::Start, message: message.into() }).into_iter().collect()
}
