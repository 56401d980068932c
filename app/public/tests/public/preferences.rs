//! The preference page, as patients get it.

use public::links::{AddressLine, Done, Organization, PreferencesForm, preferences_page};
use shared::consent::{Channel, Purpose, Wishes};
use shared::language::Language;

fn organization(language: Language) -> Organization {
    Organization { name: "Lamna".into(), postal_address: String::new(), phone: String::new(), language }
}

fn line(name: &str, channel: Channel, address: &str, wanted: bool) -> AddressLine {
    let wanted = Purpose::CHOICES.map(|purpose| (purpose, wanted)).to_vec();
    AddressLine { name: name.into(), channel, address: address.into(), own: name == "a", wanted }
}

fn shown(wanted: bool, done: Option<Done>) -> String {
    let lines = [line("a", Channel::Email, "e@example.org", wanted), line("b", Channel::Sms, "+12175550123", wanted)];
    preferences_page("", &organization(Language::English), &lines, Some(&Wishes::default()), done)
}

#[test]
fn whoever_left_everything_is_told_so_and_not_asked_again() {
    let page = shown(false, Some(Done::Saved));
    assert!(page.contains("You are unsubscribed from everything."), "{page}");
    assert!(!page.contains("name=\"nothing\""), "{page}");
}

#[test]
fn whoever_still_gets_something_can_leave_everything() {
    let page = shown(true, Some(Done::Saved));
    assert!(page.contains("Your choice applies from now on"), "{page}");
    assert!(page.contains("name=\"nothing\""), "{page}");
}

#[test]
fn the_page_tells_no_address_and_speaks_spanish() {
    let page = shown(true, None);
    assert!(!page.contains("e@example.org") && !page.contains("+12175550123"), "{page}");
    assert!(page.contains("e•••@example.org") && page.contains("•••23"), "{page}");
    let lines = [line("a", Channel::Post, "7 Elm Street\n\nSpringfield\nIL\n62704\n", true)];
    let page = preferences_page("", &organization(Language::Spanish), &lines, Some(&Wishes::default()), None);
    for words in ["<html lang=\"es\"", "¿Sobre qué podemos escribirle?", "Correo postal · 7••• 04", "Guardar"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn a_form_says_what_is_ticked_on_the_lines_that_it_had() {
    let pairs = [("line", "a"), ("a.event", "yes"), ("only", "post"), ("b.marketing", "yes")];
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let form = PreferencesForm::new(pairs);
    let choices = form.choices();
    assert_eq!(choices.len(), 1, "a line that the page did not have is not chosen about");
    let wanted: Vec<_> = choices[0].1.iter().filter(|(_, on)| *on).map(|(purpose, _)| *purpose).collect();
    assert_eq!(wanted, [Purpose::Event]);
    assert_eq!(form.wishes().expect("asked").only, Some(Channel::Post));
    assert!(!form.leaves());
}
