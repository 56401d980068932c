//! A branch: rules asked in order, the first that holds decides; who fits none goes on by "otherwise".

use super::Arm;
use crate::graph::{Port, Way};
use crate::segments::{PatientFacts, Rule, holds_for_traveller};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// Its rules in order. The first one's way is called `yes` and "otherwise" `no`, as when a branch had one rule only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Branch {
    pub arms: Vec<Arm<Rule>>,
}

/// As it is stored: until format 2 with a single rule.
#[derive(Deserialize)]
struct Stored {
    #[serde(default)]
    rule: Option<Rule>,
    #[serde(default)]
    arms: Vec<Arm<Rule>>,
}

impl From<Stored> for Branch {
    fn from(stored: Stored) -> Self {
        match stored.rule {
            Some(rule) => Self::of(rule),
            None => Self { arms: stored.arms },
        }
    }
}

impl Branch {
    /// Yes or no to one rule.
    pub fn of(rule: Rule) -> Self {
        Self { arms: vec![Arm::new(Port::YES, "", rule)] }
    }

    /// "Yes" and "No" for a single rule without a name, else the names and "Otherwise".
    pub fn ways(&self) -> Vec<Way> {
        let simple = matches!(&self.arms[..], [only] if only.name.trim().is_empty());
        let rules = self
            .arms
            .iter()
            .zip(1..)
            .map(|(arm, number)| arm.way(|| if simple { "Yes".to_owned() } else { format!("Rule {number}") }));
        rules.chain([Way::new(Port::NO, if simple { "No" } else { "Otherwise" })]).collect()
    }

    /// The way of the first rule that holds.
    pub fn answer(&self, facts: &PatientFacts, today: Date) -> Port {
        let fits = |arm: &&Arm<Rule>| holds_for_traveller(&arm.of, facts, today);
        self.arms.iter().find(fits).map_or(Port::NO, |arm| arm.port)
    }
}
