//! One of several ways out that a person adds to a step, names and removes: a rule of a branch, a share of a split, something
//! that is waited for, an outcome of a task.

use crate::graph::{Port, Way};
use serde::{Deserialize, Serialize};

/// A way out and what sends people there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Arm<T> {
    /// Given once and never to another arm of the same step.
    pub port: Port,
    /// What a person called it; empty where nobody did.
    #[serde(default)]
    pub name: String,
    pub of: T,
}

/// The most that a step may have.
pub const MOST_ARMS: usize = 25;

impl<T> Arm<T> {
    pub fn new(port: Port, name: impl Into<String>, of: T) -> Self {
        Self { port, name: name.into(), of }
    }

    /// Its words on the line: its name, else these.
    pub fn way(&self, otherwise: impl FnOnce() -> String) -> Way {
        let name = self.name.trim();
        Way::new(self.port, if name.is_empty() { otherwise() } else { name.to_owned() })
    }
}

/// The name of the `n`-th arm that a step ever had, counted from 1.
pub fn arm_port(n: usize) -> Port {
    format!("arm-{n}").parse().unwrap_or(Port::OUT)
}

/// A name that none of these has.
pub fn free_port<T>(arms: &[Arm<T>]) -> Port {
    let free = |port: &Port| arms.iter().all(|arm| arm.port != *port);
    (1..=arms.len() + 1).map(arm_port).find(free).unwrap_or(Port::OUT)
}

/// What is wrong with the number and the names of arms that need names.
pub(super) fn unnamed<T>(title: &str, arms: &[Arm<T>], what: &str, found: &mut Vec<String>) {
    if arms.len() > MOST_ARMS {
        found.push(format!("“{title}” has more than {MOST_ARMS} {what}s. Remove some, or use a second step."));
    }
    for (at, arm) in arms.iter().enumerate() {
        let name = arm.name.trim();
        if !name.is_empty() && arms[..at].iter().any(|other| other.name.trim() == name) {
            found.push(format!("“{title}” has two {what}s called “{name}”. Rename one."));
        }
    }
}
