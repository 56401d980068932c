//! A rule over everybody at once: each block becomes a set of patients, so that counts of blocks come for free.

mod patient;
mod record;
mod row;

use crate::concepts::Concepts;
use crate::{Bits, Index};
use rayon::prelude::*;
use shared::ids::SegmentId;
use shared::segments::care_gap::{Named, ahead};
use shared::segments::travel::Place;
use shared::segments::{Block, BlockId, CareGap, CareGapTest, Combine, GapState, Group, Rule, SegmentTest, Step, Test};
use shared::time::Date;
use std::collections::HashMap;

/// What a rule is evaluated with beside the index.
#[derive(Debug)]
pub struct Question<'a> {
    pub rule: &'a Rule,
    pub today: Date,
    pub concepts: &'a Concepts,
    /// The members of the segments that the rule asks for, as sets of this index.
    pub segments: &'a HashMap<SegmentId, Bits>,
    /// Who is in the journeys and at the steps that the rule asks for.
    pub travels: &'a HashMap<Place, Bits>,
}

/// Who passes.
#[derive(Debug, Clone)]
pub struct Answer {
    pub members: Bits,
    /// Each block alone and, of a related record, each row together with the rows above it; outermost first.
    pub blocks: Vec<(BlockId, Bits)>,
    /// Of a rule that goes step by step: who is left after each step.
    pub steps: Vec<(BlockId, Bits)>,
}

/// A question on one day; a care gap asks on others than today.
#[derive(Clone, Copy)]
struct Case<'a> {
    index: &'a Index,
    question: &'a Question<'a>,
    today: Date,
    /// Only these matter: what sets say of others means nothing. `None` is everybody.
    within: Option<&'a Bits>,
}

/// Where the sets of blocks are told, when they are asked for.
type Told<'a> = Option<&'a mut Vec<(BlockId, Bits)>>;

impl Index {
    /// Who passes, and how many each block takes in.
    pub fn answer(&self, question: &Question<'_>) -> Answer {
        let case = Case { index: self, question, today: question.today, within: None };
        let (mut blocks, root) = (Vec::new(), &question.rule.root);
        let mut members = case.group(root, Some(&mut blocks));
        if question.rule.patients_only() {
            let patients = &self.patients.patient;
            members.intersect_with(patients);
            blocks.iter_mut().for_each(|(_, set)| set.intersect_with(patients));
        }
        let mut steps: Vec<(BlockId, Bits)> = Vec::new();
        if root.combine == Combine::Steps {
            for block in root.blocks.iter().filter(|block| block.is_there()) {
                let Some((_, set)) = blocks.iter().find(|(id, _)| *id == block.id) else { continue };
                let mut left = steps.last().map_or_else(|| set.clone(), |(_, left)| left.clone());
                if !steps.is_empty() {
                    take(block.step, &mut left, set);
                }
                steps.push((block.id, left));
            }
        }
        Answer { members, blocks, steps }
    }

    /// Who passes.
    pub fn matching(&self, question: &Question<'_>) -> Bits {
        let mut members =
            Case { index: self, question, today: question.today, within: None }.group(&question.rule.root, None);
        if question.rule.patients_only() {
            members.intersect_with(&self.patients.patient);
        }
        members
    }
}

impl Case<'_> {
    fn nobody(self) -> Bits {
        Bits::with_capacity(self.index.len())
    }

    fn everybody(self) -> Bits {
        self.index.people(false)
    }

    fn always(self, truth: bool) -> Bits {
        if truth { self.everybody() } else { self.nobody() }
    }

    fn group(self, group: &Group, mut told: Told<'_>) -> Bits {
        let asked = told.is_some();
        let alone = |inner: &Block| {
            let mut own = Vec::new();
            (self.told(inner, asked.then_some(&mut own)), own)
        };
        let evaluated = |inner: &Block| (asked || inner.is_there()).then(|| alone(inner));
        let sets: Vec<_> = group.blocks.par_iter().map(evaluated).collect();
        let mut so_far: Option<Bits> = None;
        for (inner, evaluated) in group.blocks.iter().zip(sets) {
            let Some((set, own)) = evaluated else { continue };
            if let Some(told) = &mut told {
                told.extend(own);
            }
            if !inner.is_there() {
                continue;
            }
            match (&mut so_far, group.combine) {
                (None, _) => so_far = Some(set),
                (Some(all), Combine::All) => all.intersect_with(&set),
                (Some(any), Combine::Any | Combine::None) => any.union_with(&set),
                (Some(so_far), Combine::Steps) => take(inner.step, so_far, &set),
            }
        }
        match (so_far, group.combine) {
            (None, combine) => self.always(combine != Combine::Any),
            (Some(any), Combine::None) => not(any),
            (Some(set), _) => set,
        }
    }

    /// The set of a block, told before those of what is inside it.
    fn told(self, block: &Block, told: Told<'_>) -> Bits {
        let Some(told) = told else { return self.block(block, None) };
        let place = told.len();
        told.push((block.id, Bits::new()));
        let set = self.block(block, Some(told));
        // A group of which everything is switched off narrows nothing.
        let empty = matches!(&block.test, Test::Group(inner)
            if !inner.blocks.is_empty() && !inner.blocks.iter().any(Block::is_there));
        let set = if empty { self.everybody() } else { set };
        told[place].1.clone_from(&set);
        set
    }

    fn block(self, block: &Block, told: Told<'_>) -> Bits {
        match &block.test {
            Test::Group(inner) => self.group(inner, told),
            Test::Patient(test) => self.patient(test),
            Test::Record(test) => self.record(test, told),
            Test::CareGap(test) => self.care_gap(test),
            Test::Segment(test) => self.segment(test),
        }
    }

    fn segment(self, test: &SegmentTest) -> Bits {
        let members = test.segment.and_then(|id| self.question.segments.get(&id));
        self.looked_up(members, test.member)
    }

    /// Those of a set that was looked up, or all others.
    fn looked_up(self, set: Option<&Bits>, inside: bool) -> Bits {
        let set = set.cloned().unwrap_or_else(|| self.nobody());
        if inside { set } else { not(set) }
    }

    /// Those in any of the states, as [`CareGap::standing`] tells them apart.
    fn care_gap(self, test: &CareGapTest) -> Bits {
        let Some(gap) = test.definition() else { return self.nobody() };
        let on = |day: Date| Case { today: gap.period.day(day), ..self };
        let (now, later) = (on(self.today), on(ahead(self.today, gap.notice)));
        let (eligible, closed) = now.due(gap);
        let open = less(eligible.clone(), &closed);
        let asks = |state| test.states.contains(&state);
        // Who has a remark of each kind and none of a kind that counts first.
        let mut earlier = self.nobody();
        let mut remarked = Vec::new();
        for state in GapState::REMARKS {
            let all = gap.remark(state).map_or_else(|| self.nobody(), |remark| self.group(remark, None));
            remarked.push((state, less(all.clone(), &earlier)));
            earlier.union_with(&all);
        }
        let mut any = self.nobody();
        if asks(GapState::OpenGap) {
            any.union_with(&less(open.clone(), &earlier));
        }
        if test.states.iter().any(|state| *state != GapState::OpenGap) {
            let open_later = if later.today == now.today {
                open.clone()
            } else {
                let (eligible, closed) = later.due(gap);
                less(eligible, &closed)
            };
            if asks(GapState::ProspectiveGap) {
                any.union_with(&less(less(open_later.clone(), &open), &earlier));
            }
            let mut due = open.clone();
            due.union_with(&open_later);
            for (_, mut some) in remarked.into_iter().filter(|(state, _)| asks(*state)) {
                some.intersect_with(&due);
                any.union_with(&some);
            }
            if asks(GapState::ClosedGap) {
                let mut done = eligible.clone();
                done.intersect_with(&closed);
                any.union_with(&less(done, &open_later));
            }
            if asks(GapState::NotApplicable) {
                any.union_with(&less(not(eligible), &open_later));
            }
        }
        any
    }

    /// Who is in the population and not excluded; and of the population, for whom what is due is done. Both at once, and only
    /// the population's records are looked at.
    fn due(self, gap: &CareGap) -> (Bits, Bits) {
        let population = self.group(&gap.population, None);
        let inside = Case { within: Some(&population), ..self };
        let any = |all: &[Named]| {
            let sets = all.par_iter().map(|named| inside.group(&named.group, None));
            sets.reduce(
                || self.nobody(),
                |mut any, set| {
                    any.union_with(&set);
                    any
                },
            )
        };
        let (excluded, mut closed) = rayon::join(|| any(&gap.exclusions), || any(&gap.closers));
        closed.intersect_with(&population);
        (less(population, &excluded), closed)
    }
}

fn take(step: Step, so_far: &mut Bits, set: &Bits) {
    match step {
        Step::AndAlso => so_far.intersect_with(set),
        Step::Or => so_far.union_with(set),
        Step::ButNot => so_far.difference_with(set),
    }
}

fn not(mut set: Bits) -> Bits {
    set.toggle_range(..);
    set
}

fn less(mut set: Bits, other: &Bits) -> Bits {
    set.difference_with(other);
    set
}
