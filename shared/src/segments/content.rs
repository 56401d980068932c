//! What a condition on a record asks, by form. Evaluators, sentences, text, checks and the builder work by form, so that a
//! kind of condition of a known form needs nothing from them.

use super::record::{AgeThen, CodeRef, ComponentTest, NearTest, Subject, TextTest};
use super::{DateTest, NumberTest};
use crate::records::{CodedFact, WordFact};

/// What a condition asks.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// Nothing more: it took place and stands.
    Done,
    /// The word is one of these.
    Words(WordFact, &'a [String]),
    /// The concept has one of these codes.
    Codes(CodedFact, &'a [CodeRef]),
    /// The concept has a code of one of these sets, by key.
    Sets(CodedFact, &'a [String]),
    Text(&'a TextTest),
    /// That part of the time it took lies in the window.
    Window(Part, DateTest),
    AgeThen(AgeThen),
    Number(&'a NumberTest),
    Component(&'a ComponentTest),
    /// It took place at one of these sites, by name.
    Sites(&'a [String]),
    About(&'a Subject),
    Near(&'a NearTest),
}

/// Which part of the time a record takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Start,
    End,
    Some,
    All,
}

/// The same, to be changed: what a reader or an editor fills in.
#[derive(Debug)]
pub enum ContentMut<'a> {
    Done,
    /// Words, keys of code sets or names of sites.
    Texts(&'a mut Vec<String>),
    Codes(&'a mut Vec<CodeRef>),
    Text(&'a mut TextTest),
    Window(&'a mut DateTest),
    AgeThen(&'a mut AgeThen),
    Number(&'a mut NumberTest),
    Component(&'a mut ComponentTest),
    About(&'a mut Subject),
    Near(&'a mut NearTest),
}

impl<'a> Content<'a> {
    /// The codes it names, of whatever part of the record.
    pub fn codes(self) -> &'a [CodeRef] {
        match self {
            Self::Codes(_, codes) => codes,
            Self::Component(test) => test.codes.as_slice(),
            Self::Done
            | Self::Words(..)
            | Self::Sets(..)
            | Self::Text(_)
            | Self::Window(..)
            | Self::AgeThen(_)
            | Self::Number(_)
            | Self::Sites(_)
            | Self::About(_)
            | Self::Near(_) => &[],
        }
    }

    /// The code sets it names, by key.
    pub const fn sets(self) -> &'a [String] {
        match self {
            Self::Sets(_, keys) => keys,
            Self::Done
            | Self::Words(..)
            | Self::Codes(..)
            | Self::Text(_)
            | Self::Window(..)
            | Self::AgeThen(_)
            | Self::Number(_)
            | Self::Component(_)
            | Self::Sites(_)
            | Self::About(_)
            | Self::Near(_) => &[],
        }
    }

    /// The window of time it speaks of.
    pub const fn window(self) -> Option<DateTest> {
        match self {
            Self::Window(_, date) => Some(date),
            Self::Done
            | Self::Words(..)
            | Self::Codes(..)
            | Self::Sets(..)
            | Self::Text(_)
            | Self::AgeThen(_)
            | Self::Number(_)
            | Self::Component(_)
            | Self::Sites(_)
            | Self::About(_)
            | Self::Near(_) => None,
        }
    }
}

impl<'a> ContentMut<'a> {
    /// The codes it names, of whatever part of the record.
    pub fn codes(self) -> Option<&'a mut Vec<CodeRef>> {
        match self {
            Self::Codes(codes) => Some(codes),
            Self::Component(test) => Some(&mut test.codes),
            Self::Done
            | Self::Texts(_)
            | Self::Text(_)
            | Self::Window(_)
            | Self::AgeThen(_)
            | Self::Number(_)
            | Self::About(_)
            | Self::Near(_) => None,
        }
    }

    /// Its words, keys of code sets or names of sites.
    pub fn texts(self) -> Option<&'a mut Vec<String>> {
        match self {
            Self::Texts(texts) => Some(texts),
            Self::Done
            | Self::Codes(_)
            | Self::Text(_)
            | Self::Window(_)
            | Self::AgeThen(_)
            | Self::Number(_)
            | Self::Component(_)
            | Self::About(_)
            | Self::Near(_) => None,
        }
    }

    /// The window of time it speaks of.
    pub fn window(self) -> Option<&'a mut DateTest> {
        match self {
            Self::Window(date) => Some(date),
            Self::Done
            | Self::Texts(_)
            | Self::Codes(_)
            | Self::Text(_)
            | Self::AgeThen(_)
            | Self::Number(_)
            | Self::Component(_)
            | Self::About(_)
            | Self::Near(_) => None,
        }
    }
}
