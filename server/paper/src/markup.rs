//! The paragraphs of messages as they are set: bold, lists, links by their words.

use crate::PaperError;
use crate::font::Weight;
use crate::text::{Line, Run, lines};
use shared::messages::{Paragraph, Span};

/// Lines to set one below the other, with the room above each.
#[derive(Debug, Default)]
pub(crate) struct Set {
    /// The room above, how far it is moved in, and what stands there.
    pub lines: Vec<(f32, f32, Line)>,
}

/// Of the type's size.
const LEADING: f32 = 1.42;
const BETWEEN: f32 = 0.7;
const INDENT: f32 = 1.1;

impl Set {
    /// Paragraphs in type of this size, no wider than `width`.
    pub fn of(paragraphs: &[Paragraph], size: f32, width: f32) -> Result<Self, PaperError> {
        let mut set = Self::default();
        for paragraph in paragraphs {
            let mut above = if set.lines.is_empty() { 0.0 } else { size * BETWEEN };
            let (all, indent, bullet) = match paragraph {
                Paragraph::Lines(all) => (all, 0.0, ""),
                Paragraph::List(all) => (all, size * INDENT, "•  "),
            };
            for spans in all {
                let mut runs = Vec::new();
                to_runs(spans, Weight::Regular, &mut runs)?;
                for (number, mut line) in lines(&runs, size, width - indent).into_iter().enumerate() {
                    let hanging = number == 0 && !bullet.is_empty();
                    if hanging {
                        line.insert(0, Run::new(bullet, Weight::Regular));
                    }
                    let own = if hanging { 0.0 } else { indent };
                    set.lines.push((above + size * LEADING, own, line));
                    above = 0.0;
                }
            }
        }
        Ok(set)
    }

    /// How high it stands.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|(above, ..)| above).sum()
    }
}

fn to_runs(spans: &[Span], weight: Weight, runs: &mut Vec<Run>) -> Result<(), PaperError> {
    for span in spans {
        match span {
            Span::Text(text) => {
                weight.covers(text)?;
                runs.push(Run::new(text, weight));
            }
            Span::Bold(inner) => to_runs(inner, Weight::Bold, runs)?,
            Span::Italic(inner) | Span::Link { label: inner, .. } => to_runs(inner, weight, runs)?,
        }
    }
    Ok(())
}
