//! A random split: shares in percent, and those who are held out for comparison.

use super::{Arm, NodeId, arm_port};
use crate::graph::{Port, Way};
use serde::{Deserialize, Serialize};

/// Shares that make 100 percent together with the hold-out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Split {
    /// Percent.
    pub arms: Vec<Arm<u8>>,
    /// Percent held out by a way of their own, usually to an exit: what happens to them without the journey is what it is
    /// compared with. 0 for nobody.
    #[serde(default)]
    pub hold_out: u8,
}

impl Default for Split {
    fn default() -> Self {
        Self { arms: vec![Arm::new(arm_port(1), "A", 50), Arm::new(arm_port(2), "B", 50)], hold_out: 0 }
    }
}

impl Split {
    /// The way of those who are held out.
    pub fn hold_out_port() -> Port {
        "hold-out".parse().unwrap_or(Port::NO)
    }

    pub fn total(&self) -> u32 {
        self.arms.iter().map(|arm| u32::from(arm.of)).sum::<u32>() + u32::from(self.hold_out)
    }

    pub fn ways(&self) -> Vec<Way> {
        let arms = self.arms.iter().zip(1..).map(|(arm, number)| {
            let way = arm.way(|| format!("Path {number}"));
            Way::new(way.port, format!("{} · {}%", way.label, arm.of))
        });
        let held =
            (self.hold_out > 0).then(|| Way::new(Self::hold_out_port(), format!("Hold-out · {}%", self.hold_out)));
        arms.chain(held).collect()
    }

    /// The way of the traveller with this seed at this step: always the same one, also when they come by again.
    pub fn chosen(&self, seed: u64, node: NodeId) -> Port {
        let drawn = draw(seed, node, self.total().max(1));
        let mut upper = 0;
        for arm in &self.arms {
            upper += u32::from(arm.of);
            if drawn < upper {
                return arm.port;
            }
        }
        if self.hold_out > 0 { Self::hold_out_port() } else { self.arms.last().map_or(Port::OUT, |arm| arm.port) }
    }

    /// What the tile says: "50 % · 40 % · hold-out 10 %".
    pub fn words(&self) -> String {
        let mut words: Vec<String> = self.arms.iter().map(|arm| format!("{}%", arm.of)).collect();
        if self.hold_out > 0 {
            words.push(format!("hold-out {}%", self.hold_out));
        }
        words.join(" · ")
    }
}

/// A number below `below`, evenly spread over seeds. The mixing is that of SplitMix64 (Steele, Lea and Flood, 2014): seeds that
/// follow each other give unrelated numbers.
fn draw(seed: u64, node: NodeId, below: u32) -> u32 {
    let mut mixed = seed ^ u64::from(node.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for _ in 0..2 {
        mixed = mixed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
    }
    // The high half times the range: unbiased to one in four thousand million.
    u32::try_from(((mixed >> 32) * u64::from(below)) >> 32).unwrap_or(0)
}
