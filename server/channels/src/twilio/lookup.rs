//! Line types by Twilio's Lookup v2 API (https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence).

use super::{Refused, Twilio, codes};
use crate::courier::{Reply, SendError};
use crate::lookup::{LookedUp, NumberLookup};
use crate::web;
use secrecy::ExposeSecret;
use serde::Deserialize;
use shared::outreach::lookup::{LineType, LookupProvider};

/// Looks numbers up with an account of Twilio.
#[derive(Debug)]
pub struct TwilioLookup {
    pub account: Twilio,
    /// Without a slash at its end; `https://lookups.twilio.com` but for tests.
    pub api: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Found {
    valid: Option<bool>,
    country_code: Option<String>,
    line_type_intelligence: Option<Intelligence>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Intelligence {
    #[serde(rename = "type")]
    kind: Option<String>,
    carrier_name: Option<String>,
    error_code: Option<u32>,
}

fn line(kind: &str) -> LineType {
    match kind {
        "mobile" | "pager" => LineType::Mobile,
        // A fixed line is one too where it is charged or answered in another way.
        "landline" | "tollFree" | "premium" | "sharedCost" | "uan" | "voicemail" | "personal" => LineType::Landline,
        "fixedVoip" | "nonFixedVoip" => LineType::Voip,
        _ => LineType::Unknown,
    }
}

impl Found {
    fn said(self) -> LookedUp {
        let country = self.country_code.unwrap_or_default();
        if self.valid == Some(false) {
            return LookedUp { line: LineType::Invalid, carrier: String::new(), country, charged: false };
        }
        let known = self.line_type_intelligence.unwrap_or_default();
        let charged = known.error_code.is_none() && known.kind.is_some();
        let line = known.kind.as_deref().filter(|_| charged).map_or(LineType::Unknown, line);
        LookedUp { line, carrier: known.carrier_name.unwrap_or_default(), country, charged }
    }
}

impl NumberLookup for TwilioLookup {
    fn provider(&self) -> LookupProvider {
        LookupProvider::Twilio
    }

    fn look_up<'a>(&'a self, number: &'a str) -> Reply<'a, Result<LookedUp, SendError>> {
        Box::pin(async move {
            let mut path = String::new();
            shared::text::encode(&mut path, number);
            let url = format!("{}/v2/PhoneNumbers/{path}?Fields=line_type_intelligence", self.api);
            let settings = &self.account.settings;
            let request =
                self.account.client.get(url).basic_auth(&settings.account, Some(settings.token.expose_secret()));
            let answer = web::ask(request).await?;
            if answer.is_success() {
                let found: Found = serde_json::from_str(&answer.body)
                    .map_err(|_| SendError::Temporary("Twilio's answer can't be read.".into()))?;
                return Ok(found.said());
            }
            let refused: Refused = serde_json::from_str(&answer.body).unwrap_or_default();
            Err(codes::refusal(&answer, refused.code, &refused.message))
        })
    }

    fn check(&self) -> Reply<'_, Result<String, String>> {
        Box::pin(self.account.greet())
    }
}
