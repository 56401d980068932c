//! The campaigns of primary care that a program is made from.

use crate::coded;

coded! {
    /// Why a practice reaches out.
    pub enum CampaignKind {
        NewNeighbors = "new-neighbors", "New neighbors";
        AnnualWellness = "annual-wellness", "Annual wellness visit";
        FluSeason = "flu-season", "Flu season";
        ChronicCheckIn = "chronic-check-in", "Chronic-care check-in";
        LapsedPatients = "lapsed-patients", "Lapsed patients";
        NewService = "new-service", "New service";
        TelevisitIntroduction = "televisit-introduction", "Televisit introduction";
    }
}
