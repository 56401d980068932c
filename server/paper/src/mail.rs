//! Postcards (6 by 4 inches) and letters (US Letter) as they are printed. One page is one side of a card, or a sheet.

use crate::PaperError;
use crate::font::Weight;
use crate::markup::Set;
use crate::sheet::{ACCENT, BLACK, Book, GRAY, PALE, Sheet, WHITE};
use crate::text::{Run, lines};
use shared::ids::MediaId;
use shared::messages::{PostKind, PrintedMail};
use std::collections::HashMap;

/// The pictures that cards show, by their ids. One that is missing is left out.
pub type Pictures = HashMap<MediaId, Vec<u8>>;

/// An eighth of an inch around the card is cut off by the printer.
const BLEED: f32 = 9.0;
const CARD: (f32, f32) = (432.0 + 2.0 * BLEED, 288.0 + 2.0 * BLEED);
/// From the edge of the page to what must not be cut.
const SAFE: f32 = BLEED + 11.0;
/// What postal machines read: nothing of ours may stand in it (Lob, 4x6: 3.2835 by 2.375 inches at the lower right).
const MACHINE: (f32, f32) = (3.283_5 * 72.0 + BLEED, 2.375 * 72.0 + BLEED);

const LETTER: (f32, f32) = (612.0, 792.0);
const MARGIN: f32 = 72.0;
const BODY: f32 = 11.0;
/// Below the window of the envelope.
const FIRST: f32 = 270.0;
const LAST: f32 = LETTER.1 - 72.0;

/// Who prints the addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// We do: for a print house, and to look at.
    WithAddress,
    /// The carrier does, in the room that is left.
    WithoutAddress,
}

/// One card or letter as PDF: front and back, or all its pages.
///
/// # Errors
/// When a sign is not in the font, or the picture can't be read.
pub fn mailing(mail: &PrintedMail, pictures: &Pictures, sides: Sides) -> Result<Vec<u8>, PaperError> {
    mailings(std::slice::from_ref(mail), pictures, sides)
}

/// Many in one file, one after another, for a print house.
///
/// # Errors
/// As [`mailing`].
pub fn mailings(mails: &[PrintedMail], pictures: &Pictures, sides: Sides) -> Result<Vec<u8>, PaperError> {
    let language = mails.first().map_or("en", |mail| mail.language.code());
    let mut book = Book::new("Mail", language);
    for mail in mails {
        match mail.kind {
            PostKind::Postcard => {
                book.page(CARD.0, CARD.1, |sheet| front(sheet, mail, pictures))?;
                book.page(CARD.0, CARD.1, |sheet| back(sheet, mail, sides))?;
            }
            PostKind::Letter => letter(&mut book, mail, sides)?,
        }
    }
    book.finish()
}

/// The front of a card alone.
///
/// # Errors
/// As [`mailing`].
pub fn card_front(mail: &PrintedMail, pictures: &Pictures) -> Result<Vec<u8>, PaperError> {
    let mut book = Book::new("Front", mail.language.code());
    book.page(CARD.0, CARD.1, |sheet| front(sheet, mail, pictures))?;
    book.finish()
}

/// The back of a card alone.
///
/// # Errors
/// As [`mailing`].
pub fn card_back(mail: &PrintedMail, sides: Sides) -> Result<Vec<u8>, PaperError> {
    let mut book = Book::new("Back", mail.language.code());
    book.page(CARD.0, CARD.1, |sheet| back(sheet, mail, sides))?;
    book.finish()
}

fn front(sheet: &mut Sheet<'_, '_>, mail: &PrintedMail, pictures: &Pictures) -> Result<(), PaperError> {
    let width = CARD.0 - 2.0 * SAFE;
    let picture = mail.picture.and_then(|id| pictures.get(&id));
    let (mut y, ink, quiet) = match picture {
        Some(bytes) => {
            sheet.rectangle(0.0, 0.0, CARD.0, CARD.1, WHITE);
            let high = CARD.1 * 0.56;
            sheet.picture(bytes, 0.0, 0.0, CARD.0, high)?;
            (high + 6.0, ACCENT, BLACK)
        }
        None => {
            sheet.rectangle(0.0, 0.0, CARD.0, CARD.1, ACCENT);
            (CARD.1 * 0.26, WHITE, WHITE)
        }
    };
    Weight::Bold.covers(&mail.headline)?;
    let head = [Run::new(&mail.headline, Weight::Bold)];
    let (size, headline) = largest(30.0, 15.0, |size| {
        let set = lines(&head, size, width);
        (set.len() <= 2).then_some(set)
    })
    .unwrap_or_else(|| (15.0, lines(&head, 15.0, width)));
    for line in headline {
        y += size * 1.2;
        sheet.text(SAFE, y, size, ink, &line);
    }
    let room = CARD.1 - SAFE - y - 6.0;
    let (size, set) = fitting(&mail.front, 13.0, 8.0, width, room)?;
    y += 6.0;
    draw(sheet, &set, SAFE, y, size, quiet);
    Ok(())
}

fn back(sheet: &mut Sheet<'_, '_>, mail: &PrintedMail, sides: Sides) -> Result<(), PaperError> {
    sheet.rectangle(0.0, 0.0, CARD.0, CARD.1, WHITE);
    let left = CARD.0 - MACHINE.0;
    let width = left - SAFE - 10.0;
    let mut y = SAFE;
    let code_room = if mail.code.is_empty() { 0.0 } else { 18.0 };
    let (size, set) = fitting(&mail.text, 10.5, 6.5, width, CARD.1 - 2.0 * SAFE - code_room)?;
    y = draw(sheet, &set, SAFE, y, size, BLACK);
    if !mail.code.is_empty() {
        code(sheet, mail, SAFE, (y + 16.0).min(CARD.1 - SAFE))?;
    }
    if sides == Sides::WithAddress {
        sheet.rectangle(left - 1.0, SAFE, 0.6, CARD.1 - 2.0 * SAFE, PALE);
        let x = left + 10.0;
        let mut y = SAFE;
        for line in std::iter::once(mail.sender.clone()).chain(mail.sender_address.lines()) {
            y += 8.5;
            sheet.words(x, y, 6.5, GRAY, Weight::Regular, &line)?;
        }
        let (x, y) = (left + 34.0, CARD.1 - MACHINE.1 + 66.0);
        address(sheet, mail, x, y)?;
    }
    Ok(())
}

/// "Your code: 7KQ4-XZ2M".
fn code(sheet: &mut Sheet<'_, '_>, mail: &PrintedMail, x: f32, y: f32) -> Result<(), PaperError> {
    let label = format!("{} ", mail.code_label());
    sheet.words(x, y, 8.0, GRAY, Weight::Regular, &label)?;
    sheet.words(x + Weight::Regular.width(&label, 8.0), y, 8.5, BLACK, Weight::Bold, &mail.code)
}

/// Name and address in type that postal machines read.
fn address(sheet: &mut Sheet<'_, '_>, mail: &PrintedMail, x: f32, y: f32) -> Result<(), PaperError> {
    let mut y = y;
    for line in std::iter::once(mail.recipient.clone()).chain(mail.address.lines()) {
        sheet.words(x, y, 10.0, BLACK, Weight::Regular, &line)?;
        y += 14.0;
    }
    Ok(())
}

fn letter(book: &mut Book, mail: &PrintedMail, sides: Sides) -> Result<(), PaperError> {
    let set = Set::of(&mail.text, BODY, LETTER.0 - 2.0 * MARGIN)?;
    let mut rest = set.lines.as_slice();
    let mut number = 1;
    loop {
        let first = number == 1;
        let mut y = if first { FIRST } else { MARGIN };
        let mut here = 0;
        for (above, ..) in rest {
            if y + above > LAST - 24.0 {
                break;
            }
            y += above;
            here += 1;
        }
        // A line that fits on no page stands on one all the same.
        let (page, later) = rest.split_at(here.max(1).min(rest.len()));
        book.page(LETTER.0, LETTER.1, |sheet| {
            sheet.rectangle(0.0, 0.0, LETTER.0, LETTER.1, WHITE);
            if first {
                head(sheet, mail, sides)?;
            }
            let mut y = if first { FIRST } else { MARGIN };
            for (above, indent, line) in page {
                y += above;
                sheet.text(MARGIN + indent, y, BODY, BLACK, line);
            }
            if later.is_empty() && !mail.code.is_empty() {
                code(sheet, mail, MARGIN, LAST + 20.0)?;
            }
            if !first || !later.is_empty() {
                let words = number.to_string();
                let x = LETTER.0 - MARGIN - Weight::Regular.width(&words, 8.0);
                sheet.words(x, LAST + 20.0, 8.0, GRAY, Weight::Regular, &words)?;
            }
            Ok(())
        })?;
        if later.is_empty() {
            return Ok(());
        }
        rest = later;
        number += 1;
    }
}

/// Sender, recipient and date above a letter, placed for a double-window envelope (#10).
fn head(sheet: &mut Sheet<'_, '_>, mail: &PrintedMail, sides: Sides) -> Result<(), PaperError> {
    if sides == Sides::WithAddress {
        let mut y = 45.0;
        for (number, line) in std::iter::once(mail.sender.clone()).chain(mail.sender_address.lines()).enumerate() {
            let weight = if number == 0 { Weight::Bold } else { Weight::Regular };
            sheet.words(45.0, y, 9.0, BLACK, weight, &line)?;
            y += 12.5;
        }
        address(sheet, mail, 63.0, 160.0)?;
    }
    sheet.words(MARGIN, FIRST - 18.0, BODY, BLACK, Weight::Regular, &mail.dated)
}

/// The largest size between two in which `set` succeeds, in steps of half a point.
fn largest<T>(from: f32, to: f32, set: impl Fn(f32) -> Option<T>) -> Option<(f32, T)> {
    let steps = ((from - to) * 2.0) as u16;
    (0..=steps).map(|step| from - f32::from(step) / 2.0).find_map(|size| Some((size, set(size)?)))
}

/// Paragraphs in the largest type in which they fit; in the smallest when they fit in none.
fn fitting(
    paragraphs: &[shared::messages::Paragraph],
    from: f32,
    to: f32,
    width: f32,
    room: f32,
) -> Result<(f32, Set), PaperError> {
    let smallest = Set::of(paragraphs, to, width)?;
    let fits = |size| Set::of(paragraphs, size, width).ok().filter(|set| set.height() <= room);
    Ok(largest(from, to, fits).unwrap_or((to, smallest)))
}

/// Draws the lines below `y`; answers where the last one stands.
fn draw(sheet: &mut Sheet<'_, '_>, set: &Set, x: f32, y: f32, size: f32, ink: crate::sheet::Ink) -> f32 {
    let mut y = y;
    for (above, indent, line) in &set.lines {
        y += above;
        sheet.text(x + indent, y, size, ink, line);
    }
    y
}
