//! A care gap: something due to a patient by a public guideline, and whether it is open, closed, due soon or none of theirs.
//! The states are those of HL7 Da Vinci DEQM (gap status).

use super::doubts;
use super::evaluate::{group, group_holds};
use super::{Block, BlockId, Combine, Explanation, Group, PatientFacts, Test};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// A care gap as it is defined: who it is for, who is left out, and what closes it.
#[derive(Debug, Clone, PartialEq)]
pub struct CareGap {
    pub key: &'static str,
    pub name: &'static str,
    /// What is due to whom, in words for non-clinicians.
    pub summary: &'static str,
    /// The guideline, with its year.
    pub citation: &'static str,
    pub population: Group,
    /// Any of these leaves a patient out.
    pub exclusions: Vec<Named>,
    /// Any of these closes the gap.
    pub closers: Vec<Named>,
    pub period: Period,
    /// How many days before it opens a gap is called prospective.
    pub notice: u16,
}

/// Over which time a gap looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// The months before today, every day anew: what outreach wants.
    #[default]
    Rolling,
    /// Calendar years, as they stand at the end of this one: how quality programmes count.
    CalendarYear,
}

impl Period {
    pub const ALL: [Self; 2] = [Self::Rolling, Self::CalendarYear];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Rolling => "the months before today",
            Self::CalendarYear => "calendar years",
        }
    }

    /// The day for which groups are evaluated on `today`.
    pub fn day(self, today: Date) -> Date {
        match self {
            Self::Rolling => today,
            Self::CalendarYear => today.year_end(),
        }
    }
}

/// A criterion with a name that people know it by.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub name: &'static str,
    pub group: Group,
}

/// DEQM gap status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapState {
    /// Due, and not done.
    OpenGap,
    /// Done, and still good at the end of the notice.
    ClosedGap,
    /// Not open today, but within the notice if nothing is done.
    ProspectiveGap,
    /// Due or due soon, and the patient does not want it (DEQM remark patient-refused).
    NotWanted,
    /// Due or due soon, and somebody advises against it: it is contraindicated.
    NotAdvised,
    NotApplicable,
}

impl GapState {
    pub const ALL: [Self; 6] =
        [Self::OpenGap, Self::ProspectiveGap, Self::NotWanted, Self::NotAdvised, Self::ClosedGap, Self::NotApplicable];
    /// Those that a remark makes, the one that counts first.
    pub const REMARKS: [Self; 2] = [Self::NotAdvised, Self::NotWanted];

    pub const fn code(self) -> &'static str {
        match self {
            Self::OpenGap => "open-gap",
            Self::ClosedGap => "closed-gap",
            Self::ProspectiveGap => "prospective-gap",
            Self::NotWanted => "not-wanted",
            Self::NotAdvised => "not-advised",
            Self::NotApplicable => "not-applicable",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::OpenGap => "Open",
            Self::ClosedGap => "Closed",
            Self::ProspectiveGap => "Due soon",
            Self::NotWanted => "Not wanted",
            Self::NotAdvised => "Not advised",
            Self::NotApplicable => "Not applicable",
        }
    }
}

/// The state of one care gap is one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareGapTest {
    /// The key of a [`CareGap`].
    pub gap: String,
    #[serde(default)]
    pub period: Period,
    pub states: Vec<GapState>,
}

impl CareGapTest {
    /// The gap it asks about; `None` when there is none of that key.
    pub fn definition(&self) -> Option<&'static CareGap> {
        super::care_gaps::by_key(&self.gap, self.period)
    }

    /// Whether the patient's gap is in one of the states; never where there is no such gap.
    pub fn holds(&self, facts: &PatientFacts, today: Date) -> bool {
        self.definition().is_some_and(|gap| self.states.contains(&gap.state(facts, today)))
    }

    /// "have an open care gap: Breast cancer screening".
    pub fn words(&self) -> String {
        let states: Vec<_> = self.states.iter().map(|state| state.label().to_lowercase()).collect();
        let states = if states.is_empty() { "a state not chosen yet".to_owned() } else { states.join(" or ") };
        let name = self.definition().map_or("not chosen yet", |gap| gap.name);
        format!("have the care gap “{name}” in the state: {states}")
    }
}

/// How a patient stands to a gap, with the reasons.
#[derive(Debug, Clone, PartialEq)]
pub struct GapStanding {
    pub state: GapState,
    /// The day a prospective gap opens.
    pub opens_on: Option<Date>,
    pub population: Explanation,
    /// The exclusions that hold.
    pub excluded_by: Vec<(&'static str, Explanation)>,
    /// The closers that hold.
    pub closed_by: Vec<(&'static str, Explanation)>,
    /// Why it is not wanted or not advised.
    pub remark: Option<Explanation>,
}

impl GapStanding {
    /// What decided, in a nurse's words: the criterion and the record that made it true.
    pub fn reason(&self) -> String {
        let named = |said: &str, (name, why): &(&'static str, Explanation)| match deciding(why) {
            Some(record) => format!("{said}{name} ({record})"),
            None => format!("{said}{name}"),
        };
        match self.state {
            GapState::NotWanted | GapState::NotAdvised => {
                self.remark.as_ref().and_then(deciding).unwrap_or_else(|| self.state.label().to_owned())
            }
            GapState::ClosedGap => self.closed_by.first().map_or_else(String::new, |closer| named("", closer)),
            GapState::NotApplicable => match self.excluded_by.first() {
                Some(exclusion) => named("left out: ", exclusion),
                None => match missing(&self.population) {
                    Some(missing) => format!("it is for people who {missing}"),
                    None => "not among those it is for".into(),
                },
            },
            GapState::OpenGap | GapState::ProspectiveGap => match self.closed_by.first() {
                Some(closer) => named("last: ", closer),
                None => "nothing in the records closes it".into(),
            },
        }
    }
}

/// What of a group does not hold, innermost first, in words that follow "people who".
fn missing(why: &Explanation) -> Option<String> {
    let first = why.children.iter().find(|child| !child.truth)?;
    if first.text.ends_with(" these") {
        return missing(first).or_else(|| Some(first.text.clone()));
    }
    let rows = first.children.iter().map(|row| format!(" {}", row.text));
    Some(rows.fold(first.text.clone(), |words, row| words + &row))
}

/// The record that made it true, innermost first: "Mammogram, 1 May 2026".
fn deciding(why: &Explanation) -> Option<String> {
    if !why.truth {
        return None;
    }
    let own = || {
        let record = why.record.as_ref()?;
        let what = if record.text.is_empty() { record.record.label() } else { &record.text };
        let value = record.value.as_ref().map_or_else(String::new, |value| format!(" {value}"));
        let when = record.at.map_or_else(|| "no date in the record".to_owned(), |at| at.date_utc().long());
        Some(format!("{what}{value}, {when}"))
    };
    why.children.iter().find_map(deciding).or_else(own)
}

impl CareGap {
    /// Every group the gap is made of.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        let named = self.exclusions.iter().chain(&self.closers).map(|named| &named.group);
        let remarks = GapState::REMARKS.into_iter().filter_map(|state| self.remark(state));
        std::iter::once(&self.population).chain(named).chain(remarks)
    }

    /// Who has a remark that makes this state, evaluated on the day itself whatever the period; none for a state that is made by
    /// no remark.
    pub fn remark(&self, state: GapState) -> Option<&'static Group> {
        super::care_gaps::remark(self.key, state)
    }

    fn remarked(&self, facts: &PatientFacts, today: Date) -> Option<GapState> {
        let holds = |state: &GapState| self.remark(*state).is_some_and(|group| group_holds(group, facts, today));
        GapState::REMARKS.into_iter().find(holds)
    }

    /// Patients the gap is about: in the population and not excluded.
    pub fn eligible(&self) -> Group {
        let left_out = Group {
            combine: Combine::None,
            blocks: self.exclusions.iter().map(|named| inside(&named.group)).collect(),
        };
        Group { combine: Combine::All, blocks: vec![inside(&self.population), inside(&left_out)] }
    }

    /// Patients for whom what is due has been done.
    pub fn closed(&self) -> Group {
        Group { combine: Combine::Any, blocks: self.closers.iter().map(|named| inside(&named.group)).collect() }
    }

    /// In the population, excluded by nothing, closed by nothing.
    fn open_on(&self, facts: &PatientFacts, day: Date) -> bool {
        self.eligible_on(facts, day) && !self.closed_on(facts, day)
    }

    fn eligible_on(&self, facts: &PatientFacts, day: Date) -> bool {
        group_holds(&self.population, facts, day)
            && !self.exclusions.iter().any(|named| group_holds(&named.group, facts, day))
    }

    fn closed_on(&self, facts: &PatientFacts, day: Date) -> bool {
        self.closers.iter().any(|named| group_holds(&named.group, facts, day))
    }

    /// The state alone.
    pub fn state(&self, facts: &PatientFacts, today: Date) -> GapState {
        let (last, day) = (self.period.day(ahead(today, self.notice)), self.period.day(today));
        let remarked = |state| self.remarked(facts, today).unwrap_or(state);
        match (self.eligible_on(facts, day), self.closed_on(facts, day)) {
            (true, false) => remarked(GapState::OpenGap),
            _ if self.open_on(facts, last) => remarked(GapState::ProspectiveGap),
            (true, true) => GapState::ClosedGap,
            (false, _) => GapState::NotApplicable,
        }
    }

    /// How the patient stands on `today`.
    pub fn standing(&self, facts: &PatientFacts, today: Date) -> GapStanding {
        let state = self.state(facts, today);
        let remark = self.remark(state).map(|remark| group(BlockId::ROOT, remark, facts, today));
        let today = self.period.day(today);
        let opens_on = (state == GapState::ProspectiveGap)
            .then(|| {
                (1..=self.notice).map(|days| self.period.day(ahead(today, days))).find(|day| self.open_on(facts, *day))
            })
            .flatten();
        let holding = |all: &[Named]| {
            let explained = all.iter().map(|named| (named.name, group(BlockId::ROOT, &named.group, facts, today)));
            explained.filter(|(_, explanation)| explanation.truth).collect::<Vec<_>>()
        };
        GapStanding {
            state,
            opens_on,
            population: group(BlockId::ROOT, &self.population, facts, today),
            excluded_by: holding(&self.exclusions),
            closed_by: holding(&self.closers),
            remark,
        }
    }
}

/// `today` and so many days.
pub fn ahead(today: Date, days: u16) -> Date {
    today.plus_days(days.into())
}

fn inside(group: &Group) -> Block {
    Block::new(BlockId::ROOT, Test::Group(group.clone()))
}

/// Why a block that asks for a care gap holds or not: the state, and what it comes from.
pub(super) fn explain(id: BlockId, test: &CareGapTest, facts: &PatientFacts, today: Date) -> Explanation {
    let words = |text: String, truth: bool, children: Vec<Explanation>| Explanation {
        block: id,
        truth,
        text,
        record: None,
        children,
    };
    let Some(gap) = test.definition() else {
        return words(test.words(), false, Vec::new());
    };
    let standing = gap.standing(facts, today);
    let doubts = doubts(gap, facts, today);
    let population = Explanation {
        text: "are among those it is for".into(),
        children: standing.population.children.clone(),
        ..words(String::new(), standing.population.truth, Vec::new())
    };
    let named = |said: &str, all: Vec<(&'static str, Explanation)>| {
        let said = said.to_owned();
        all.into_iter()
            .map(move |(name, why)| Explanation { text: format!("{said}: {name}"), ..why })
            .collect::<Vec<_>>()
    };
    // What decided comes first: the remark, else what leaves out, else what closes.
    let label = standing.state.label().to_lowercase();
    let mut children: Vec<Explanation> = standing
        .remark
        .into_iter()
        .map(|why| Explanation { text: format!("{label}, as the record says"), ..why })
        .collect();
    children.extend(named("left out by", standing.excluded_by));
    children.extend(named("closed by", standing.closed_by));
    children.push(population);
    children.extend(doubts.into_iter().map(|text| words(text, true, Vec::new())));
    let state = match standing.opens_on {
        Some(day) => format!("{label} (opens on {day})"),
        None => label,
    };
    words(format!("{}; is: {state}", test.words()), test.states.contains(&standing.state), children)
}
