//! What somebody is to us.

use crate::coded;

coded! {
    /// Most people are patients; others support the organization or follow what it does.
    #[derive(Default)]
    pub enum Relationship {
        #[default]
        Patient = "patient", "Patient";
        CommunityMember = "community-member", "Community member";
        Donor = "donor", "Donor";
        /// On a list of people whom a program reaches, and no patient yet.
        Prospect = "prospect", "Prospect";
    }
}

impl Relationship {
    /// Several of them, in the middle of a sentence.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Patient => "patients",
            Self::CommunityMember => "community members",
            Self::Donor => "donors",
            Self::Prospect => "prospects",
        }
    }
}
