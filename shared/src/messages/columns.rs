//! Sections of an e-mail: one to three columns side by side, on a background. On phones they stand below one another.

use super::document::Block;
use crate::coded;

coded! {
    /// How a section's room is shared.
    #[derive(Default)]
    pub enum Layout {
        One = "1", "One column";
        #[default]
        Halves = "1-1", "Two columns";
        WideFirst = "2-1", "Two columns, the first wide";
        WideLast = "1-2", "Two columns, the second wide";
        Thirds = "1-1-1", "Three columns";
    }
}

coded! {
    /// What a section stands on.
    #[derive(Default)]
    pub enum Background {
        #[default]
        Plain = "plain", "Plain";
        Tint = "tint", "Green tint";
        Sky = "sky", "Blue tint";
        Warm = "warm", "Warm tint";
        Card = "card", "Outlined card";
    }
}

/// A section is as wide as the card without its sides.
pub(super) const INSIDE: u16 = 536;

impl Layout {
    /// The columns' widths in pixels, of 536.
    pub const fn widths(self) -> &'static [u16] {
        match self {
            Self::One => &[INSIDE],
            Self::Halves => &[268, 268],
            Self::WideFirst => &[356, 180],
            Self::WideLast => &[180, 356],
            Self::Thirds => &[178, 178, 178],
        }
    }
}

impl Background {
    pub(super) const fn style(self) -> (&'static str, &'static str) {
        match self {
            Self::Plain => ("", ""),
            Self::Tint => ("wp-facts", "background:#f1f5f2;border-radius:12px;"),
            Self::Sky => ("wp-facts", "background:#e8f1f6;border-radius:12px;"),
            Self::Warm => ("wp-facts", "background:#fbf1e6;border-radius:12px;"),
            Self::Card => ("wp-rule", "border:1px solid #dcdfd9;border-radius:12px;"),
        }
    }
}

/// Puts blocks into as many columns as the layout has: what has no column any more moves to the last one.
pub fn fit_columns(columns: &mut Vec<Vec<Block>>, layout: Layout) {
    let wanted = layout.widths().len();
    while columns.len() > wanted {
        let left = columns.pop().unwrap_or_default();
        if let Some(last) = columns.last_mut() {
            last.extend(left);
        }
    }
    columns.resize_with(wanted, Vec::new);
}
