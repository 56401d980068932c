//! The code that is printed on every card and letter, so that who calls or writes can name the one they hold.

use std::fmt;
use std::str::FromStr;

/// Seven characters that say which message it is, and an eighth that finds a wrong one. Neighboring messages have
/// codes that do not look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct MailingCode(u64);

/// Crockford's alphabet: nothing in it looks like something else.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: u32 = 7;
const SPACE: u64 = 1 << (5 * LENGTH);
/// Odd, so that multiplying by it loses nothing in the space.
const SPREAD: u64 = 0x5_4A32_D193;
const SHIFT: u64 = 0x2_9D6E_35B7;

/// What was typed is not a code of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("This is not a mailing code. It has eight characters, such as {0}.")]
pub struct InvalidCode(MailingCode);

impl MailingCode {
    /// The code of the message with this key; `None` for keys that no database reaches.
    pub fn of(key: i64) -> Option<Self> {
        u64::try_from(key).ok().filter(|key| *key < SPACE).map(Self)
    }

    /// The message's key.
    pub fn key(self) -> i64 {
        i64::try_from(self.0).unwrap_or_default()
    }

    fn spread(self) -> u64 {
        (self.0.wrapping_mul(SPREAD).wrapping_add(SHIFT)) % SPACE
    }

    fn unspread(number: u64) -> Self {
        Self(number.wrapping_sub(SHIFT).wrapping_mul(inverse(SPREAD)) % SPACE)
    }
}

/// The number by which multiplying undoes multiplying by `odd`, modulo 2^64 (Newton's method).
const fn inverse(odd: u64) -> u64 {
    let mut found = odd;
    let mut round = 0;
    while round < 6 {
        found = found.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(found)));
        round += 1;
    }
    found
}

/// Weights that differ by place, so that two characters in each other's place are noticed.
fn check_of(digits: impl Iterator<Item = u64>) -> u64 {
    digits.zip(1..).map(|(digit, place)| digit * (2 * place + 1)).sum::<u64>() % 31
}

fn digits(number: u64) -> impl Iterator<Item = u64> {
    (0..LENGTH).rev().map(move |place| (number >> (5 * place)) & 31)
}

impl fmt::Display for MailingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.spread();
        let all = digits(number).chain([check_of(digits(number))]);
        for (place, digit) in all.enumerate() {
            let sign = SIGNS.get(usize::try_from(digit).unwrap_or_default()).copied().unwrap_or(b'0');
            let gap = if place == 4 { "-" } else { "" };
            write!(f, "{gap}{}", char::from(sign))?;
        }
        Ok(())
    }
}

impl FromStr for MailingCode {
    type Err = InvalidCode;

    /// As people read it off a card: any case, any spaces and hyphens, O for zero, I and L for one.
    fn from_str(typed: &str) -> Result<Self, InvalidCode> {
        let plain = |sign: char| match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known =
            |sign: char| SIGNS.iter().zip(0..).find(|(one, _)| char::from(**one) == sign).map(|(_, digit)| digit);
        let signs = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').map(plain);
        let typed: Option<Vec<u64>> = signs.map(known).collect();
        let wrong = InvalidCode(Self(27_182));
        match typed.as_deref() {
            Some([digits @ .., check])
                if digits.len() == LENGTH as usize && check_of(digits.iter().copied()) == *check =>
            {
                let number = digits.iter().fold(0, |number, digit| (number << 5) | digit);
                Ok(Self::unspread(number))
            }
            _ => Err(wrong),
        }
    }
}
