//! From the text to the rule, with the line of each mistake.

use super::super::care_gap::Period;
use super::super::{
    Block, BlockId, CareGapTest, Combine, GapState, Group, Quantifier, RecordCondition, RecordConditionTest,
    RecordTest, RecordType, Rule, SegmentTest, Step, Test,
};
use super::HEAD;
use super::read_patient::patient;
use super::row;
use super::token::{Token, tokens};
use super::words::choice;
use std::collections::VecDeque;
use std::str::FromStr;

/// What is wrong, and on which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {message}")]
pub struct Mistake {
    pub line: usize,
    pub message: String,
}

/// One line: its number, how deep it stands, and the tokens not read yet.
#[derive(Debug)]
pub struct Line {
    number: usize,
    depth: usize,
    tokens: VecDeque<Token>,
}

impl Line {
    pub fn word(&mut self) -> Result<String, String> {
        match self.tokens.pop_front() {
            Some(Token::Word(word)) => Ok(word),
            Some(Token::Text(text)) => Err(format!("Write {text:?} without quotes.")),
            None => Err("Something is missing at the end of the line.".into()),
        }
    }

    pub fn text(&mut self) -> Result<String, String> {
        match self.tokens.pop_front() {
            Some(Token::Text(text)) => Ok(text),
            Some(Token::Word(word)) => Err(format!("{word:?} needs double quotes.")),
            None => Err("A text in double quotes is missing at the end of the line.".into()),
        }
    }

    pub fn texts(&mut self) -> Result<Vec<String>, String> {
        let mut all = Vec::new();
        while !self.tokens.is_empty() {
            all.push(self.text()?);
        }
        Ok(all)
    }

    pub fn number<T: FromStr>(&mut self) -> Result<T, String> {
        let word = self.word()?;
        word.parse().map_err(|_| format!("{word:?} is not a valid number here."))
    }

    pub fn expect(&mut self, wanted: &str) -> Result<(), String> {
        let word = self.word()?;
        if word == wanted { Ok(()) } else { Err(format!("Write “{wanted}” here, not {word:?}.")) }
    }

    /// Whether the next word is this one; takes it then.
    pub fn takes(&mut self, wanted: &str) -> bool {
        let is = matches!(self.tokens.front(), Some(Token::Word(word)) if word == wanted);
        if is {
            self.tokens.pop_front();
        }
        is
    }

    /// The id of something that was chosen, or that nothing was.
    pub fn chosen<T: FromStr>(&mut self, what: &str) -> Result<Option<T>, String> {
        match self.word()?.as_str() {
            "unchosen" => Ok(None),
            id => id.parse().map(Some).map_err(|_| format!("{id:?} is not the id of a {what}.")),
        }
    }

    pub fn choice<T: serde::de::DeserializeOwned>(&mut self, what: &str) -> Result<T, String> {
        let word = self.word()?;
        choice(&word).ok_or_else(|| format!("{word:?} is not a valid {what}."))
    }

    pub fn choices<T: serde::de::DeserializeOwned>(&mut self, what: &str) -> Result<Vec<T>, String> {
        let mut all = Vec::new();
        while !self.tokens.is_empty() {
            all.push(self.choice(what)?);
        }
        Ok(all)
    }

    /// Nothing is left to be read.
    pub fn is_read(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The next text in quotes, if one stands here.
    pub fn text_if_any(&mut self) -> Result<Option<String>, String> {
        if matches!(self.tokens.front(), Some(Token::Text(_))) { self.text().map(Some) } else { Ok(None) }
    }
}

/// Reads a rule. Blank lines and lines that begin with `#` are passed over.
///
/// # Errors
/// The first mistake, with its line.
pub fn read(text: &str) -> Result<Rule, Mistake> {
    let mut lines = VecDeque::new();
    for (index, raw) in text.lines().enumerate() {
        let (trimmed, number) = (raw.trim_start(), index + 1);
        if trimmed.trim().is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let depth = raw.len() - trimmed.len();
        let tokens = tokens(trimmed).map_err(|message| Mistake { line: number, message })?.into();
        lines.push_back(Line { number, depth, tokens });
    }
    let head: Vec<_> = HEAD.split(' ').map(|word| Token::Word(word.to_owned())).collect();
    match lines.pop_front() {
        Some(first) if first.tokens == head => {}
        first => {
            let line = first.map_or(1, |first| first.number);
            return Err(Mistake { line, message: format!("The first line must be “{HEAD}”.") });
        }
    }
    let mut reader = Reader { lines, next: 1 };
    let Some(mut root) = reader.lines.pop_front() else {
        return Err(Mistake { line: 2, message: "The rule is missing. Start it with “all of”.".into() });
    };
    let (number, depth) = (root.number, root.depth);
    let at = |message| Mistake { line: number, message };
    let head = root.word().map_err(at)?;
    let Some(combine) = combine(&head) else {
        return Err(at("Start the rule with “all of”, “any of”, “none of” or “steps of”.".into()));
    };
    root.expect("of").map_err(at)?;
    let blocks = reader.blocks(depth)?;
    match reader.lines.front() {
        Some(more) => {
            Err(Mistake { line: more.number, message: "Indent this line so that it is inside the rule.".into() })
        }
        None => Ok(Rule::new(Group { combine, blocks })),
    }
}

fn combine(word: &str) -> Option<Combine> {
    Some(match word {
        "all" => Combine::All,
        "any" => Combine::Any,
        "none" => Combine::None,
        "steps" => Combine::Steps,
        _ => return None,
    })
}

struct Reader {
    lines: VecDeque<Line>,
    next: u32,
}

impl Reader {
    fn id(&mut self) -> BlockId {
        self.next += 1;
        BlockId(self.next - 1)
    }

    /// The next line, if it stands deeper than `depth`.
    fn deeper(&mut self, depth: usize) -> Option<Line> {
        if self.lines.front().is_some_and(|line| line.depth > depth) { self.lines.pop_front() } else { None }
    }

    fn blocks(&mut self, depth: usize) -> Result<Vec<Block>, Mistake> {
        let mut all = Vec::new();
        while let Some(line) = self.deeper(depth) {
            all.push(self.block(line)?);
        }
        Ok(all)
    }

    fn block(&mut self, mut line: Line) -> Result<Block, Mistake> {
        let number = line.number;
        let at = |message| Mistake { line: number, message };
        let id = self.id();
        let off = line.takes("off");
        let step = if line.takes("or") {
            Step::Or
        } else if line.takes("but-not") {
            Step::ButNot
        } else {
            Step::AndAlso
        };
        let head = line.word().map_err(at)?;
        let test = if let Some(combine) = combine(&head) {
            line.expect("of").map_err(at)?;
            Test::Group(Group { combine, blocks: self.blocks(line.depth)? })
        } else if head == "patient" {
            Test::Patient(patient(&mut line).map_err(at)?)
        } else if head == "care-gap" {
            Test::CareGap(care_gap(&mut line).map_err(at)?)
        } else if head == "member-of" || head == "not-member-of" {
            Test::Segment(segment(&mut line, head == "member-of").map_err(at)?)
        } else {
            let quantifier = quantifier(&head, &mut line).map_err(at)?;
            let records = line.choices::<RecordType>("record type").map_err(at)?;
            let rows = self.rows(line.depth)?;
            let (then, conditions): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(then, _)| *then);
            let bare = |rows: Vec<(bool, RecordCondition)>| rows.into_iter().map(|(_, row)| row).collect();
            Test::Record(RecordTest { records, quantifier, conditions: bare(conditions), then: bare(then) })
        };
        ended(&line).map_err(at)?;
        Ok(Block { id, off, step, test })
    }

    /// Rows of a record test; true for those that begin with `then`.
    fn rows(&mut self, depth: usize) -> Result<Vec<(bool, RecordCondition)>, Mistake> {
        let mut all = Vec::new();
        while let Some(mut line) = self.deeper(depth) {
            let number = line.number;
            let id = self.id();
            let then = line.takes("then");
            let test = self.row(&mut line)?;
            ended(&line).map_err(|message| Mistake { line: number, message })?;
            all.push((then, RecordCondition { id, test }));
        }
        Ok(all)
    }

    fn row(&mut self, line: &mut Line) -> Result<RecordConditionTest, Mistake> {
        let number = line.number;
        let mut test = row::read(line).map_err(|message| Mistake { line: number, message })?;
        if let RecordConditionTest::Near(near) = &mut test {
            // Rows of a near record can't be shown or pointed at one by one: they have no numbers of their own.
            let rows = self.rows(line.depth)?;
            near.conditions = rows.into_iter().map(|(_, row)| RecordCondition { id: BlockId::ROOT, ..row }).collect();
        }
        Ok(test)
    }
}

fn ended(line: &Line) -> Result<(), String> {
    match line.tokens.front() {
        None => Ok(()),
        Some(Token::Word(more) | Token::Text(more)) => Err(format!("Unexpected {more:?} at the end of the line.")),
    }
}

fn quantifier(head: &str, line: &mut Line) -> Result<Quantifier, String> {
    Ok(match head {
        "has" => Quantifier::Exists,
        "no" => Quantifier::None,
        "at-least" => Quantifier::AtLeast(line.number()?),
        "at-most" => Quantifier::AtMost(line.number()?),
        "exactly" => Quantifier::Exactly(line.number()?),
        "latest" => Quantifier::Latest,
        "first" => Quantifier::Earliest,
        other => return Err(format!("A block can't start with {other:?}.")),
    })
}

fn care_gap(line: &mut Line) -> Result<CareGapTest, String> {
    let gap = line.text()?;
    let word = line.word()?;
    let period =
        choice::<Period>(&word).ok_or_else(|| format!("Write “rolling” or “calendar-year” here, not {word:?}."))?;
    Ok(CareGapTest { gap, period, states: line.choices::<GapState>("state of a care gap")? })
}

fn segment(line: &mut Line, member: bool) -> Result<SegmentTest, String> {
    Ok(SegmentTest { segment: line.chosen("segment")?, name: line.text()?, member })
}
