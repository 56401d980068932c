//! Cards, letters and reports as PDF: what is in them, how many pages they have, and what is refused.

use paper::{Cell, PaperError, Pictures, Report, Sides, card_back, card_front, mailing, mailings};
use shared::messages::{PostDocument, PostKind, PostalAddress, PrintedMail, Values, render_post, sample_code};

fn values() -> Values {
    [
        ("patient.first_name", "María"),
        ("organization.name", "Lamna Healthcare"),
        ("organization.postal_address", "12 Harbour Street\nSpringfield, IL 62701"),
    ]
    .into_iter()
    .map(|(path, value)| (path.to_owned(), value.to_owned()))
    .collect()
}

fn mail(document: &PostDocument) -> PrintedMail {
    PrintedMail {
        recipient: "María Núñez".into(),
        address: PostalAddress::sample(),
        dated: "December 11, 2026".into(),
        code: sample_code(),
        ..render_post(document, &values())
    }
}

fn letter(text: String) -> PrintedMail {
    mail(&PostDocument { kind: PostKind::Letter, letter: text, ..PostDocument::blank() })
}

/// How many pages the file says it has.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count() + text.matches("/Type /Page ").count()
}

#[test]
fn a_card_has_two_sides_of_six_by_four_inches_and_an_embedded_font() {
    let card = mail(&PostDocument::blank());
    let pdf = mailing(&card, &Pictures::new(), Sides::WithAddress).expect("printed");
    assert!(pdf.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(pages(&pdf), 2);
    assert!(text.contains("450 306"), "a quarter inch more than 6 by 4 each way");
    assert!(text.contains("Inter"), "the font is embedded");
    assert!(pdf.len() < 100_000, "{} bytes: the font is cut to what is used", pdf.len());
    assert_eq!(pages(&card_front(&card, &Pictures::new()).expect("printed")), 1);
    assert_eq!(pages(&card_back(&card, Sides::WithoutAddress).expect("printed")), 1);
    let same = mailing(&card, &Pictures::new(), Sides::WithAddress).expect("printed");
    assert_eq!(pdf, same, "the same card is the same file");
}

#[test]
fn a_long_letter_goes_on_over_pages_and_a_batch_holds_all() {
    let short = letter("Dear {{patient.first_name}},\n\nSee you soon.".into());
    assert_eq!(pages(&mailing(&short, &Pictures::new(), Sides::WithAddress).expect("printed")), 1);
    let long = letter("Some words that fill the lines of a letter one after another.\n\n".repeat(120));
    let many = pages(&mailing(&long, &Pictures::new(), Sides::WithAddress).expect("printed"));
    assert!((3..=6).contains(&many), "{many} pages");
    let batch = mailings(&[short, mail(&PostDocument::blank()), long], &Pictures::new(), Sides::WithAddress);
    assert_eq!(pages(&batch.expect("printed")), 1 + 2 + many);
    let word = letter("a".repeat(1_500));
    assert_eq!(pages(&mailing(&word, &Pictures::new(), Sides::WithAddress).expect("cut into lines")), 1);
    let empty = letter(String::new());
    assert_eq!(pages(&mailing(&empty, &Pictures::new(), Sides::WithAddress).expect("printed")), 1);
}

#[test]
fn a_sign_that_the_font_does_not_have_is_refused_by_name() {
    let mut card = mail(&PostDocument::blank());
    card.recipient = "李小龍".into();
    let refused = mailing(&card, &Pictures::new(), Sides::WithAddress);
    assert_eq!(refused, Err(PaperError::Sign('李')));
    for name in ["Łukasz Żółć", "Őrsi Ñuñez", "O’Brien – “Zoë”"] {
        card.recipient = name.into();
        assert!(mailing(&card, &Pictures::new(), Sides::WithAddress).is_ok(), "{name}");
    }
    let picture = shared::ids::MediaId(Default::default());
    card.picture = Some(picture);
    let broken = mailing(&card, &[(picture, b"no picture".to_vec())].into(), Sides::WithAddress);
    assert!(matches!(broken, Err(PaperError::Picture(_))), "{broken:?}");
}

#[test]
fn a_report_has_its_tables_on_as_many_pages_as_they_need() {
    let mut report = Report::new("Program report", "en");
    report.heading("Reached").paragraph("What was done in November.").list(["by phone", "by mail"]);
    let row = |number: usize| vec![Cell::Text(format!("Family {number}")), Cell::Number(number.to_string())];
    let rows: Vec<_> = (0..120).map(row).collect();
    report.table(&[3.0, 1.0], &["Name", "Calls"], &rows);
    let pdf = report.finish("Lamna Healthcare").expect("printed");
    assert!((3..=6).contains(&pages(&pdf)), "{} pages", pages(&pdf));
    let mut foreign = Report::new("Report", "en");
    foreign.paragraph("李");
    assert_eq!(foreign.finish(""), Err(PaperError::Sign('李')));
}
