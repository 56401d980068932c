//! The ways out of a node, by names that the node gives them.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use tinystr::{TinyAsciiStr, tinystr};

/// A way out of a node, by the name the node gives it, such as `out`, `yes` or `arm-2`: at most 24 small letters, digits and
/// hyphens. Unique among the ways of one node. Lines and what happened are stored under it, so a name keeps its meaning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Port(TinyAsciiStr<24>);

impl Port {
    /// The only way out of most nodes.
    pub const OUT: Self = Self(tinystr!(24, "out"));
    pub const YES: Self = Self(tinystr!(24, "yes"));
    pub const NO: Self = Self(tinystr!(24, "no"));

    pub const fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for Port {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        match TinyAsciiStr::try_from_str(text) {
            Ok(name) if !text.is_empty() && text.bytes().all(fits) => Ok(Self(name)),
            _ => Err(format!("{text:?} is not the name of a way out, such as out, yes or arm-2")),
        }
    }
}

impl TryFrom<String> for Port {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Port> for String {
    fn from(port: Port) -> Self {
        port.as_str().to_owned()
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A way out as a node gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    pub port: Port,
    /// The words on the line; empty where there is only one way.
    pub label: Cow<'static, str>,
}

impl Way {
    /// The only way out, which needs no word.
    pub const fn only() -> Self {
        Self { port: Port::OUT, label: Cow::Borrowed("") }
    }

    pub fn new(port: Port, label: impl Into<Cow<'static, str>>) -> Self {
        Self { port, label: label.into() }
    }
}
