//! Where a list stands, how a line of it was understood, and what a person decided about an uncertain one.

use crate::coded;

coded! {
    /// Where a prospect list stands.
    pub enum ListStatus {
        /// Uploaded and looked at: nobody on it is in the register yet.
        Draft = "draft", "To confirm";
        Importing = "importing", "Importing";
        Done = "done", "In use";
        /// Its expiry date has passed: those who did not become patients are erased.
        Expired = "expired", "Expired";
    }
}

coded! {
    /// How a line that was taken in was understood.
    pub enum Found {
        New = "new", "New";
        /// A patient of ours.
        Patient = "patient", "Already a patient";
        /// Known from an earlier list, or as a donor or community member.
        Known = "known", "Known before";
    }
}

coded! {
    /// What a person says of a line that may be somebody we know.
    pub enum Verdict {
        Same = "same", "Same person";
        Other = "other", "Different person";
    }
}

coded! {
    /// Why a line may be somebody we know, but not for certain.
    pub enum Likeness {
        OtherBirthDate = "other-birth-date", "Same name and address or number, other birth date";
        OtherName = "other-name", "Same address or number, a name that is alike";
        NameAndBirthDate = "name-and-birth-date", "Same name and birth date, no address or number in common";
        NameAndPostcode = "name-and-postcode", "Same name and postcode, no address or number in common";
        Several = "several", "Several people fit equally well";
    }
}
