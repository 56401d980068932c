//! From the text to the rule, with the line of each mistake.

use super::super::care_gap::Period;
use super::super::{
    AgeThen, Block, BlockId, CareGapTest, CodeRef, Combine, ComponentTest, GapState, Group, NearTest, NumberTest,
    Quantifier, RecordCondition, RecordConditionTest, RecordTest, RecordType, Relation, Rule, SegmentTest, Step,
    Subject, Test, TextTest,
};
use super::HEAD;
use super::dates;
use super::read_patient::patient;
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
            Some(Token::Text(text)) => Err(format!("A word without quotes was expected, not {text:?}.")),
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
        word.parse().map_err(|_| format!("{word:?} is no number that fits here."))
    }

    pub fn expect(&mut self, wanted: &str) -> Result<(), String> {
        let word = self.word()?;
        if word == wanted { Ok(()) } else { Err(format!("“{wanted}” was expected, not {word:?}.")) }
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
            id => id.parse().map(Some).map_err(|_| format!("{id:?} is no {what}'s number.")),
        }
    }

    pub fn choice<T: serde::de::DeserializeOwned>(&mut self, what: &str) -> Result<T, String> {
        let word = self.word()?;
        choice(&word).ok_or_else(|| format!("{word:?} is no {what}."))
    }

    pub fn choices<T: serde::de::DeserializeOwned>(&mut self, what: &str) -> Result<Vec<T>, String> {
        let mut all = Vec::new();
        while !self.tokens.is_empty() {
            all.push(self.choice(what)?);
        }
        Ok(all)
    }

    fn codes(&mut self) -> Result<Vec<CodeRef>, String> {
        let mut all = Vec::new();
        while !self.tokens.is_empty() {
            all.push(CodeRef { system: self.text()?, code: self.text()?, display: self.text()? });
        }
        Ok(all)
    }

    fn numbers(&mut self) -> Result<NumberTest, String> {
        let compare = self.choice("comparison")?;
        let value = self.number()?;
        let unit = if matches!(self.tokens.front(), Some(Token::Text(_))) { Some(self.text()?) } else { None };
        Ok(NumberTest { compare, value, unit })
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
            return Err(Mistake { line, message: format!("The first line is “{HEAD}”.") });
        }
    }
    let mut reader = Reader { lines, next: 1 };
    let Some(mut root) = reader.lines.pop_front() else {
        return Err(Mistake { line: 2, message: "The rule is missing: begin with “all of”.".into() });
    };
    let (number, depth) = (root.number, root.depth);
    let at = |message| Mistake { line: number, message };
    let head = root.word().map_err(at)?;
    let Some(combine) = combine(&head) else {
        return Err(at("A rule begins with all of, any of, none of or steps of.".into()));
    };
    root.expect("of").map_err(at)?;
    let blocks = reader.blocks(depth)?;
    match reader.lines.front() {
        Some(more) => {
            Err(Mistake { line: more.number, message: "This line stands further left than the rule.".into() })
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
        let at = |message| Mistake { line: number, message };
        let head = line.word().map_err(at)?;
        if head == "near" {
            let (when, has, records) = near(line).map_err(at)?;
            // Rows of a near record can't be shown or pointed at one by one: they have no numbers of their own.
            let conditions = self
                .rows(line.depth)?
                .into_iter()
                .map(|(_, row)| RecordCondition { id: BlockId::ROOT, ..row })
                .collect();
            return Ok(RecordConditionTest::Near(NearTest { has, when, records, conditions }));
        }
        condition(&head, line).map_err(at)
    }
}

fn ended(line: &Line) -> Result<(), String> {
    match line.tokens.front() {
        None => Ok(()),
        Some(Token::Word(more) | Token::Text(more)) => Err(format!("{more:?} is too much on this line.")),
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
        other => return Err(format!("{other:?} begins no block.")),
    })
}

fn care_gap(line: &mut Line) -> Result<CareGapTest, String> {
    let gap = line.text()?;
    let word = line.word()?;
    let period = choice::<Period>(&word).ok_or_else(|| format!("{word:?} is neither rolling nor calendar-year."))?;
    Ok(CareGapTest { gap, period, states: line.choices::<GapState>("state of a care gap")? })
}

fn segment(line: &mut Line, member: bool) -> Result<SegmentTest, String> {
    Ok(SegmentTest { segment: line.chosen("segment")?, name: line.text()?, member })
}

fn near(line: &mut Line) -> Result<(Relation, bool, Vec<RecordType>), String> {
    let kind = line.word()?;
    let days = |line: &mut Line| {
        let days = line.number()?;
        line.expect("days").map(|()| days)
    };
    let when = match kind.as_str() {
        "after" => Relation::After { days: days(line)? },
        "before" => Relation::Before { days: days(line)? },
        "around" => Relation::Around { days: days(line)? },
        "during" => Relation::During,
        other => return Err(format!("{other:?} is no nearness: after, before, around or during.")),
    };
    let has = match line.word()?.as_str() {
        "has" => true,
        "no" => false,
        other => return Err(format!("“has” or “no” was expected, not {other:?}.")),
    };
    Ok((when, has, line.choices("record type")?))
}

fn condition(head: &str, line: &mut Line) -> Result<RecordConditionTest, String> {
    Ok(match head {
        "code" => RecordConditionTest::Code(line.codes()?),
        "code-set" => RecordConditionTest::CodeSet(line.texts()?),
        "text" => {
            let how = line.word()?;
            let text = line.text()?;
            RecordConditionTest::Text(match how.as_str() {
                "contains" => TextTest::Contains(text),
                "begins" => TextTest::Begins(text),
                other => return Err(format!("After “text” comes contains or begins, not {other:?}.")),
            })
        }
        "status" => RecordConditionTest::Status(line.texts()?),
        "done" => RecordConditionTest::Done,
        "verification" => RecordConditionTest::Verification(line.texts()?),
        "date" => RecordConditionTest::Date(dates::read(line)?),
        "ended" => RecordConditionTest::Ended(dates::read(line)?),
        "overlaps" => RecordConditionTest::Overlaps(dates::read(line)?),
        "within" => RecordConditionTest::Within(dates::read(line)?),
        "age-then" => {
            let mut bound = |word: &str| -> Result<Option<u16>, String> {
                if !line.takes(word) {
                    return Ok(None);
                }
                let months = line.number()?;
                line.expect("months").map(|()| Some(months))
            };
            RecordConditionTest::AgeThen(AgeThen { from: bound("from")?, until: bound("under")? })
        }
        "number" => RecordConditionTest::Number(line.numbers()?),
        "component" => {
            let number = line.numbers()?;
            line.expect("of")?;
            RecordConditionTest::Component(ComponentTest { codes: line.codes()?, number })
        }
        "value" => RecordConditionTest::Value(line.codes()?),
        "value-set" => RecordConditionTest::ValueSet(line.texts()?),
        "body-site" => RecordConditionTest::BodySite(line.codes()?),
        "class" => RecordConditionTest::Class(line.texts()?),
        "disposition" => RecordConditionTest::Disposition(line.texts()?),
        "site" => RecordConditionTest::Site(line.texts()?),
        "about" => RecordConditionTest::About(Subject { noun: line.text()?, id: line.text()?, name: line.text()? }),
        other => return Err(format!("{other:?} begins no condition.")),
    })
}
