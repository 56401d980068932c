//! Comparing measured values, in whatever unit they were written.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberTest {
    pub compare: Comparison,
    pub value: f64,
    /// UCUM. Records in a unit that converts to it are converted, in any other unit they don't match. `None` takes every
    /// unit as it is.
    pub unit: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    Below,
    AtMost,
    Equals,
    AtLeast,
    Above,
}

impl Comparison {
    pub const ALL: [Self; 5] = [Self::Below, Self::AtMost, Self::Equals, Self::AtLeast, Self::Above];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::AtMost => "at most",
            Self::Equals => "exactly",
            Self::AtLeast => "at least",
            Self::Above => "above",
        }
    }

    pub fn holds(self, found: f64, wanted: f64) -> bool {
        match self {
            Self::Below => found < wanted,
            Self::AtMost => found <= wanted,
            Self::Equals => found == wanted,
            Self::AtLeast => found >= wanted,
            Self::Above => found > wanted,
        }
    }
}

/// FHIR R4 quantity comparators: what a value that lies beyond a limit is written with.
pub const COMPARATORS: [&str; 4] = ["<", "<=", ">=", ">"];

impl Comparison {
    /// What `found` must be to the wanted value when the value itself is only known to be `comparator` of it ("> 60" is above 60
    /// and not 60); `None` where that can't be known.
    pub fn of_limit(self, comparator: &str) -> Option<Self> {
        match (self, comparator) {
            (Self::Below | Self::AtMost, "<") | (Self::AtMost, "<=") => Some(Self::AtMost),
            (Self::Below, "<=") => Some(Self::Below),
            (Self::Above | Self::AtLeast, ">") | (Self::AtLeast, ">=") => Some(Self::AtLeast),
            (Self::Above, ">=") => Some(Self::Above),
            _ => None,
        }
    }
}

impl NumberTest {
    /// The test as it reads in each unit a record may be written in: (unit, value). One with `None` takes every unit.
    /// The database and the evaluator both compare with these, so that they round alike.
    pub fn by_unit(&self) -> Vec<(Option<&str>, f64)> {
        let Some(unit) = self.unit.as_deref() else { return vec![(None, self.value)] };
        let mut all = vec![(Some(unit), self.value)];
        for scale in SCALES {
            let Some((_, own)) = scale.iter().find(|(name, _)| *name == unit) else { continue };
            let others = scale.iter().filter(|(name, _)| *name != unit);
            all.extend(others.map(|(name, factor)| (Some(*name), rounded(self.value * own / factor))));
        }
        for (one, other, factor, offset) in LINES {
            if one == unit {
                all.push((Some(other), rounded(self.value * factor + offset)));
            } else if other == unit {
                all.push((Some(one), rounded((self.value - offset) / factor)));
            }
        }
        all
    }

    pub fn holds(&self, found: f64, unit: Option<&str>) -> bool {
        self.holds_with(found, unit, None)
    }

    /// [`Self::holds`] of a value that may only be known to lie beyond what is written.
    pub fn holds_with(&self, found: f64, unit: Option<&str>, comparator: Option<&str>) -> bool {
        let compare = comparator.map_or(Some(self.compare), |limit| self.compare.of_limit(limit));
        compare.is_some_and(|compare| {
            let mut by_unit = self.by_unit().into_iter();
            by_unit.any(|(wanted, value)| (wanted.is_none() || wanted == unit) && compare.holds(found, value))
        })
    }
}

impl NumberTest {
    /// Whether such a value can be compared at all: its unit converts, and a value that is only known to lie beyond a limit lies
    /// on one side of what is asked ("> 60" is not below 50, and nobody knows whether it is 90).
    pub fn compares(&self, found: f64, unit: Option<&str>, comparator: Option<&str>) -> bool {
        let with = |compare| Self { compare, ..self.clone() }.holds_with(found, unit, comparator);
        let sides: &[Comparison] = match self.compare {
            Comparison::Below | Comparison::AtLeast => &[Comparison::Below, Comparison::AtLeast],
            Comparison::AtMost | Comparison::Above => &[Comparison::AtMost, Comparison::Above],
            Comparison::Equals => &[Comparison::Below, Comparison::Equals, Comparison::Above],
        };
        sides.iter().any(|side| with(*side))
    }
}

/// To nine significant digits, so that 5 ft is 152.4 cm and not a hair more.
fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let places = 8 - value.abs().log10().floor() as i32;
    let power = 10f64.powi(places);
    (value * power).round() / power
}

/// Units that differ by more than a factor: the second is so many of the first, and so many more. HbA1c by NGSP and IFCC
/// (master equation, NGSP 2008), and temperatures.
const LINES: [(&str, &str, f64, f64); 2] = [("%", "mmol/mol", 10.931_34, -23.524_3), ("Cel", "[degF]", 1.8, 32.0)];

/// UCUM units of one kind, each with how many of the first it is. Amounts of substance (mmol/L against mg/dL) are not
/// here: their factor differs from one analyte to the next.
const SCALES: [&[(&str, f64)]; 8] = [
    &[("kg", 1.0), ("g", 0.001), ("[lb_av]", 0.453_592_37), ("[oz_av]", 0.028_349_523_125)],
    &[("cm", 1.0), ("m", 100.0), ("mm", 0.1), ("[in_i]", 2.54), ("[ft_i]", 30.48)],
    &[("mm[Hg]", 1.0), ("kPa", 7.500_615_758)],
    &[("g/dL", 1.0), ("mg/dL", 0.001), ("g/L", 0.1), ("mg/L", 0.000_1)],
    &[("mg/g", 1.0), ("ug/mg", 1.0), ("mg/g{creat}", 1.0), ("ug/mg{creat}", 1.0)],
    &[("mmol/L", 1.0), ("umol/L", 0.001)],
    &[("mL/min/{1.73_m2}", 1.0), ("mL/min/1.73m2", 1.0), ("mL/min", 1.0)],
    &[("kg/m2", 1.0), ("kg/m^2", 1.0)],
];
