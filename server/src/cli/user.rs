//! `waypost user …`

use crate::config::Config;
use clap::Subcommand;
use engine::Clock;
use shared::people::{ManagePeople, Role};
use std::io::BufRead;
use std::str::FromStr;
use store::Permit;
use store::error::StoreError;
use store::staff::{self, NewStaff};

#[derive(Debug, Subcommand)]
pub enum User {
    /// Add an account. The password is read from standard input, or made up and printed once.
    Add {
        /// What the person signs in with.
        email: String,
        /// The name others see.
        #[arg(long)]
        name: String,
        /// administrator, marketer, event-planner, agent or privacy-officer.
        #[arg(long, value_parser = Role::from_str)]
        role: Role,
        /// Read the password from standard input instead of making one up.
        #[arg(long)]
        password_stdin: bool,
    },
}

impl User {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let db = super::open(config).await?;
        let Self::Add { email, name, role, password_stdin } = self;
        let password = if password_stdin {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        } else {
            store::tokens::fresh().0.chars().take(20).collect()
        };
        let new = NewStaff { name, email: email.clone(), password: password.clone(), role };
        let permit = Permit::<ManagePeople>::system("command line");
        match staff::add(&db, &permit, Clock::default().now(), new).await {
            Ok(_) if password_stdin => println!("{email} can sign in as {}.", role.label()),
            Ok(_) => println!("{email} can sign in as {} with the password {password}", role.label()),
            Err(StoreError::Invalid(errors)) => {
                let complaints: Vec<_> = errors.iter().map(|e| format!("{}: {}", e.field, e.message)).collect();
                anyhow::bail!(complaints.join("\n"))
            }
            Err(error) => return Err(error.into()),
        }
        db.close().await;
        Ok(())
    }
}
