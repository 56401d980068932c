//! The plain text beside the HTML, for those who read that and for the screen readers and filters that prefer it.

use super::cards::social_links;
use super::content::{Content, HeadingSize};
use super::document::Document;
use super::event_values::prefix;
use super::html::safe_url;
use super::markup::{Paragraph, Span, parse_markup};
use super::merge::{Values, fill, fill_url};
use super::render::{MANAGE, is_shown};
use super::shared_block::SharedBlock;

pub fn plain_text(document: &Document, values: &Values) -> String {
    let parts: Vec<String> = document
        .blocks
        .iter()
        .filter_map(|block| part(&block.content, values))
        .filter(|part| !part.trim().is_empty())
        .collect();
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn part(content: &Content, values: &Values) -> Option<String> {
    match content {
        Content::Heading { text, size, .. } => {
            let heading = fill(text, values);
            let line = match size {
                HeadingSize::Large => "=",
                HeadingSize::Small => "-",
            };
            let rule = line.repeat(heading.chars().count().min(60));
            Some(format!("{heading}\n{rule}"))
        }
        Content::Text { text, .. } => Some(paragraphs(&parse_markup(text), values)),
        Content::Image { alt, link, .. } => {
            let alt = fill(alt, values);
            let link = fill_url(link, values);
            match (alt.is_empty(), safe_url(&link)) {
                (true, _) => None,
                (false, Some(url)) => Some(format!("[{alt}: {url}]")),
                (false, None) => Some(format!("[{alt}]")),
            }
        }
        Content::Button { label, url, .. } => {
            let url = fill_url(url, values);
            safe_url(&url).map(|url| format!("{}: {url}", fill(label, values)))
        }
        Content::Divider => Some("----------".into()),
        Content::Spacer { .. } => None,
        Content::Section { show_to, otherwise, .. } if !is_shown(*show_to, values) => {
            Some(paragraphs(&parse_markup(otherwise), values))
        }
        Content::Shared { block } => {
            let shared = SharedBlock::of(values, *block).filter(|shared| shared.content.shared().is_none())?;
            part(&shared.content, values)
        }
        Content::Section { columns, .. } => {
            let parts = columns.iter().flatten().filter_map(|block| part(&block.content, values));
            Some(parts.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n\n"))
        }
        Content::Quote { text, by } => {
            let (text, by) = (fill(text, values), fill(by, values));
            Some(if by.trim().is_empty() { format!("“{text}”") } else { format!("“{text}”\n{by}") })
        }
        Content::Qr { url, label } => {
            let url = fill_url(url, values);
            safe_url(&url).map(|url| format!("{}: {url}", fill(label, values)))
        }
        Content::Social { text } => {
            Some(social_links(text).map(|(name, url)| format!("{name}: {url}")).collect::<Vec<_>>().join("\n"))
        }
        Content::EventCard { event, label } => {
            let prefix = prefix(*event);
            let path = |name: &str| format!("{prefix}{name}");
            let lines = filled_lines(values, &[&path("name"), &path("starts"), &path("venue")])?;
            let url = values.get(&path("url")).cloned().unwrap_or_default();
            Some(match safe_url(&url) {
                Some(url) => format!("{lines}\n{}: {url}", fill(label, values)),
                None => lines,
            })
        }
        Content::AppointmentCard { text } => {
            let lines = filled_lines(values, &["visit.starts", "visit.what", "visit.place"]);
            Some(lines.unwrap_or_else(|| fill(text, values)))
        }
        Content::Masthead => Some(fill("{{organization.name}}", values)),
        Content::Footer { text } => {
            let own = paragraphs(&parse_markup(text), values);
            let address = fill("{{organization.name}}\n{{organization.postal_address}}", values);
            let manage = fill("{{links.preferences}}", values);
            let own = if own.is_empty() { own } else { format!("{own}\n\n") };
            // "-- " alone on its line is what mail programs take for the start of the signature.
            Some(format!("-- \n{own}{address}\n\n{MANAGE}: {manage}"))
        }
    }
}

/// The values, a line each; `None` without the first.
fn filled_lines(values: &Values, paths: &[&str]) -> Option<String> {
    let all: Vec<&str> = paths.iter().map(|path| values.get(*path).map_or("", |value| value.trim())).collect();
    let there = all.first().is_some_and(|first| !first.is_empty());
    there.then(|| all.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

fn paragraphs(paragraphs: &[Paragraph], values: &Values) -> String {
    let lines = |lines: &[Vec<Span>], before: &str| {
        lines.iter().map(|line| format!("{before}{}", spans(line, values))).collect::<Vec<_>>().join("\n")
    };
    let written = paragraphs.iter().map(|paragraph| match paragraph {
        Paragraph::Lines(content) => lines(content, ""),
        Paragraph::List(items) => lines(items, "- "),
    });
    written.collect::<Vec<_>>().join("\n\n")
}

fn spans(content: &[Span], values: &Values) -> String {
    let mut text = String::new();
    for span in content {
        match span {
            Span::Text(plain) => text.push_str(&fill(plain, values)),
            Span::Bold(inner) | Span::Italic(inner) => text.push_str(&spans(inner, values)),
            Span::Link { label, url } => {
                text.push_str(&spans(label, values));
                let url = fill_url(url, values);
                if let Some(url) = safe_url(&url) {
                    text.push_str(" (");
                    text.push_str(url);
                    text.push(')');
                }
            }
        }
    }
    text
}
