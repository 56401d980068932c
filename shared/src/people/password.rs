//! What makes a password acceptable: length, not recipes (OWASP ASVS 5.0 6.2.1, 6.2.5, 6.2.9).

use crate::field::FieldError;

pub const PASSWORD_MIN: usize = 12;
pub const PASSWORD_MAX: usize = 256;

/// # Errors
/// At field `password`: too short, too long, all one character, or the person's own address.
pub fn check_password(password: &str, email: &str) -> Result<(), FieldError> {
    let length = password.chars().count();
    let wrong = |message: &str| Err(FieldError::new("password", message));
    if length < PASSWORD_MIN {
        return wrong("Use at least 12 characters. A few words in a row are easy to remember.");
    }
    if length > PASSWORD_MAX {
        return wrong("Use at most 256 characters.");
    }
    let mut distinct: Vec<char> = password.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 4 {
        return wrong("Use more than three different characters.");
    }
    if !email.is_empty() && password.eq_ignore_ascii_case(email) {
        return wrong("Don't use your e-mail address as the password.");
    }
    Ok(())
}
