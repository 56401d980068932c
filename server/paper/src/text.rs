//! Breaking text into lines that fit (Unicode's line breaking, UAX 14).

use crate::font::Weight;

/// Text of one weight.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    pub text: String,
    pub weight: Weight,
}

impl Run {
    pub fn new(text: &str, weight: Weight) -> Self {
        Self { text: text.replace(['\n', '\r', '\t'], " "), weight }
    }

    fn width(&self, size: f32) -> f32 {
        self.weight.width(&self.text, size)
    }
}

/// Runs that stand beside one another.
pub(crate) type Line = Vec<Run>;

pub(crate) fn width_of(line: &[Run], size: f32) -> f32 {
    line.iter().map(|run| run.width(size)).sum()
}

/// The lines of a text no wider than `width`. A word that is wider than that is cut.
pub(crate) fn lines(runs: &[Run], size: f32, width: f32) -> Vec<Line> {
    let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
    let mut lines = Vec::new();
    let mut line: Line = Vec::new();
    let mut used = 0.0;
    let mut from = 0;
    for (to, _) in unicode_linebreak::linebreaks(&whole) {
        let word = between(runs, from, to);
        from = to;
        let shown = width_of(&trimmed(word.clone()), size);
        if used + shown > width && !line.is_empty() {
            lines.push(trimmed(std::mem::take(&mut line)));
            used = 0.0;
        }
        if shown > width {
            let mut pieces = cut(&word, size, width);
            let last = pieces.pop().unwrap_or_default();
            lines.extend(pieces);
            used = width_of(&last, size);
            line = last;
            continue;
        }
        used += width_of(&word, size);
        line.extend(word);
    }
    if !line.is_empty() {
        lines.push(trimmed(line));
    }
    lines.into_iter().map(joined).collect()
}

/// The part of the runs between two bytes of their whole text.
fn between(runs: &[Run], from: usize, to: usize) -> Line {
    let mut start = 0;
    let mut found = Vec::new();
    for run in runs {
        let end = start + run.text.len();
        let (a, b) = (from.max(start), to.min(end));
        if let Some(text) = (a < b).then(|| run.text.get(a - start..b - start)).flatten() {
            found.push(Run { text: text.to_owned(), weight: run.weight });
        }
        start = end;
    }
    found
}

fn trimmed(mut line: Line) -> Line {
    while let Some(last) = line.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        line.pop();
    }
    line
}

/// Neighbors of one weight as one run: they are shaped together.
fn joined(line: Line) -> Line {
    let mut all: Line = Vec::new();
    for run in line {
        match all.last_mut() {
            Some(last) if last.weight == run.weight => last.text.push_str(&run.text),
            _ => all.push(run),
        }
    }
    all
}

/// A word that is wider than the line, sign by sign.
fn cut(word: &[Run], size: f32, width: f32) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![Vec::new()];
    let mut used = 0.0;
    for run in word {
        for sign in run.text.chars() {
            let piece = Run { text: sign.to_string(), weight: run.weight };
            let wide = piece.width(size);
            if used + wide > width && used > 0.0 {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += wide;
            if let Some(line) = lines.last_mut() {
                line.push(piece);
            }
        }
    }
    lines
}
