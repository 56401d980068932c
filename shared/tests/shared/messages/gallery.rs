//! Every template of the gallery can go live as it stands, in both languages and on every channel that it is for.

use shared::consent::Channel;
use shared::ids::MediaId;
use shared::language::Language;
use shared::messages::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What every provider of mail and the issue ask for.
const LARGEST: usize = 60_000;

fn facts() -> CheckFacts {
    CheckFacts {
        postal_address_known: true,
        organization: "Lamna Healthcare".into(),
        base: "https://outreach.lamna.example".into(),
    }
}

fn place(picture: &dyn Fn(&str) -> Option<MediaId>) -> GalleryPlace<'_> {
    GalleryPlace { picture, sender_name: "Lamna Healthcare", sender_address: "outreach@lamna.example" }
}

fn all() -> Vec<(&'static GalleryItem, Channel, Language, Body)> {
    let picture = |file: &str| {
        assert!(STARTER_PICTURES.iter().any(|(known, _)| *known == file), "{file} is not among the pictures");
        Some(MediaId(Uuid::nil()))
    };
    let mut bodies = Vec::new();
    for item in gallery() {
        for channel in item.channels() {
            for language in Language::ALL {
                let body =
                    from_gallery(item, channel, language, &place(&picture)).expect("both languages have a channel");
                bodies.push((item, channel, language, body));
            }
        }
    }
    bodies
}

#[test]
fn thirty_templates_are_in_two_languages_and_most_on_several_channels() {
    let codes: BTreeSet<&str> = gallery().map(|item| item.code).collect();
    assert_eq!((gallery().count(), codes.len()), (30, 30));
    let bodies = all();
    let of = |channel: Channel| bodies.iter().filter(|(_, one, ..)| *one == channel).count();
    assert_eq!(of(Channel::Email), 60);
    assert!(of(Channel::Sms) >= 40 && of(Channel::Voice) >= 20 && of(Channel::Post) >= 20);
    let names: BTreeSet<&str> =
        gallery().flat_map(|item| Language::ALL.map(|language| item.words(language).name)).collect();
    assert_eq!(names.len(), 60, "each has a name of its own");
}

#[test]
fn every_one_passes_all_checks_as_it_stands() {
    for (item, channel, language, body) in all() {
        let errors: Vec<String> = body
            .check(&facts())
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .map(|problem| problem.text)
            .collect();
        assert_eq!(errors, [""; 0], "{} by {channel} in {language}", item.code);
    }
}

#[test]
fn every_email_is_small_and_says_the_same_without_html() {
    for (item, channel, language, body) in all() {
        let Body::Email(document) = body else { continue };
        let rendered = render(&document, &sample_values(), &mut UntouchedLinks::default(), language.code(), None);
        assert!(rendered.html.len() <= LARGEST, "{} by {channel}: {} bytes", item.code, rendered.html.len());
        let words = item.words(language);
        assert!(rendered.text.contains(words.headline), "{}", item.code);
        assert!(!rendered.subject.contains("{{") && !rendered.text.contains("{{"), "{}", item.code);
    }
}

#[test]
fn what_others_may_see_tells_nothing() {
    for (item, channel, language, body) in all() {
        if channel.seen_by_others().is_none() {
            continue;
        }
        for text in body.texts() {
            assert_eq!(telling_words(text), Vec::<String>::new(), "{} by {channel} in {language}", item.code);
        }
    }
}
