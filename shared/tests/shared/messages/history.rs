use shared::messages::*;

fn named(subject: &str) -> Document {
    let mut document = Document::blank();
    document.header.subject = subject.into();
    document
}

#[test]
fn typing_a_word_is_one_step_and_comes_back_by_redo() {
    let mut history = History::default();
    history.remember("subject", named(""));
    history.remember("subject", named("H"));
    history.remember("", named("Hi"));
    let before = history.undo(named("Hi, moved")).expect("a step");
    assert_eq!(before.header.subject, "Hi");
    assert_eq!(history.undo(before).expect("a step").header.subject, "");
    assert!(!history.can_undo());
    assert_eq!(history.redo(named("")).expect("a step").header.subject, "Hi");
}
