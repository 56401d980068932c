//! A report: headings, paragraphs, lists and tables that flow over numbered pages.

use crate::PaperError;
use crate::font::Weight;
use crate::sheet::{BLACK, Book, GRAY, PALE, WHITE};
use crate::text::{Line, Run, lines, width_of};

const PAGE: (f32, f32) = (612.0, 792.0);
const MARGIN: f32 = 60.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
const BOTTOM: f32 = PAGE.1 - 66.0;
const SIZE: f32 = 10.0;
const SMALL: f32 = 9.0;
const LEADING: f32 = 1.4;
/// Around the words of a cell.
const PAD: f32 = 4.0;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    /// Set at the right.
    Number(String),
}

impl Cell {
    fn words(&self) -> &str {
        match self {
            Self::Text(words) | Self::Number(words) => words,
        }
    }
}

/// Something that stands on one page as a whole.
struct Piece {
    height: f32,
    /// Whether it must not be the last on its page.
    with_next: bool,
    marks: Vec<Mark>,
}

/// What is drawn, measured from the upper left corner of its piece.
enum Mark {
    Line { x: f32, y: f32, size: f32, line: Line },
    Rule { y: f32, height: f32 },
}

/// Collects what a report says; [`Report::finish`] makes the pages.
pub struct Report {
    title: String,
    language: String,
    pieces: Vec<Piece>,
    /// The first sign that can't be printed.
    failed: Option<PaperError>,
}

impl Report {
    /// `language` is a BCP 47 code.
    pub fn new(title: &str, language: &str) -> Self {
        let mut report = Self { title: title.into(), language: language.into(), pieces: Vec::new(), failed: None };
        report.block(title, 20.0, Weight::Bold, 0.0, true);
        report
    }

    pub fn heading(&mut self, words: &str) -> &mut Self {
        self.block(words, 13.0, Weight::Bold, 14.0, true)
    }

    pub fn paragraph(&mut self, words: &str) -> &mut Self {
        self.block(words, SIZE, Weight::Regular, 6.0, false)
    }

    pub fn list<'a>(&mut self, items: impl IntoIterator<Item = &'a str>) -> &mut Self {
        for item in items {
            self.block(&format!("•  {item}"), SIZE, Weight::Regular, 3.0, false);
        }
        self
    }

    /// A table with a head. `widths` are shares of the page's width, one for each column.
    pub fn table(&mut self, widths: &[f32], head: &[&str], rows: &[Vec<Cell>]) -> &mut Self {
        let head: Vec<Cell> = head.iter().map(|words| Cell::Text((*words).to_owned())).collect();
        self.row(widths, &head, Weight::Bold);
        rows.iter().for_each(|row| self.row(widths, row, Weight::Regular));
        self
    }

    fn covers(&mut self, weight: Weight, words: &str) {
        if let Err(error) = weight.covers(words) {
            self.failed.get_or_insert(error);
        }
    }

    fn block(&mut self, words: &str, size: f32, weight: Weight, above: f32, with_next: bool) -> &mut Self {
        self.covers(weight, words);
        for (number, line) in lines(&[Run::new(words, weight)], size, WIDTH).into_iter().enumerate() {
            let above = if number == 0 { above } else { 0.0 };
            let height = above + size * LEADING;
            let mark = Mark::Line { x: 0.0, y: above + size, size, line };
            self.pieces.push(Piece { height, with_next, marks: vec![mark] });
        }
        self
    }

    fn row(&mut self, widths: &[f32], cells: &[Cell], weight: Weight) {
        let all: f32 = widths.iter().sum();
        let (mut marks, mut x, mut most) = (Vec::new(), 0.0, 1);
        for (share, cell) in widths.iter().zip(cells) {
            let width = WIDTH * share / all;
            self.covers(weight, cell.words());
            let set = lines(&[Run::new(cell.words(), weight)], SMALL, width - 2.0 * PAD);
            most = most.max(set.len());
            for (number, line) in set.into_iter().enumerate() {
                let at = match cell {
                    Cell::Text(_) => x + PAD,
                    Cell::Number(_) => x + width - PAD - width_of(&line, SMALL),
                };
                let y = PAD + SMALL + number as f32 * SMALL * LEADING;
                marks.push(Mark::Line { x: at, y, size: SMALL, line });
            }
            x += width;
        }
        let height = most as f32 * SMALL * LEADING + 2.0 * PAD;
        marks.push(Mark::Rule { y: height - 0.5, height: if weight == Weight::Bold { 1.0 } else { 0.5 } });
        self.pieces.push(Piece { height, with_next: weight == Weight::Bold, marks });
    }

    /// The PDF. `foot` stands at the bottom of every page beside its number.
    ///
    /// # Errors
    /// When a sign is not in the font.
    pub fn finish(self, foot: &str) -> Result<Vec<u8>, PaperError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let mut book = Book::new(&self.title, &self.language);
        let mut rest = self.pieces.as_slice();
        let mut number = 1;
        while !rest.is_empty() {
            let (page, later) = rest.split_at(fitting(rest));
            book.page(PAGE.0, PAGE.1, |sheet| {
                sheet.rectangle(0.0, 0.0, PAGE.0, PAGE.1, WHITE);
                let mut top = MARGIN;
                for piece in page {
                    for mark in &piece.marks {
                        match mark {
                            Mark::Line { x, y, size, line } => sheet.text(MARGIN + x, top + y, *size, BLACK, line),
                            Mark::Rule { y, height } => sheet.rectangle(MARGIN, top + y, WIDTH, *height, PALE),
                        }
                    }
                    top += piece.height;
                }
                sheet.words(MARGIN, BOTTOM + 26.0, 8.0, GRAY, Weight::Regular, foot)?;
                let words = number.to_string();
                let x = PAGE.0 - MARGIN - Weight::Regular.width(&words, 8.0);
                sheet.words(x, BOTTOM + 26.0, 8.0, GRAY, Weight::Regular, &words)
            })?;
            rest = later;
            number += 1;
        }
        book.finish()
    }
}

/// How many pieces stand on one page: at least one, and no heading alone at its end.
fn fitting(pieces: &[Piece]) -> usize {
    let mut top = MARGIN;
    let mut count = 0;
    for piece in pieces {
        top += piece.height;
        if top > BOTTOM {
            break;
        }
        count += 1;
    }
    if count < pieces.len() {
        let kept = pieces.get(..count).unwrap_or_default();
        let alone = kept.iter().rev().take_while(|piece| piece.with_next).count();
        if alone < count {
            count -= alone;
        }
    }
    count.max(1)
}
