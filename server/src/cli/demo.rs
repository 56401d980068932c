//! `waypost demo`

use crate::config::Config;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

#[derive(Debug, Args)]
pub struct Demo {
    /// How many patients.
    #[arg(long, default_value_t = 2_000)]
    patients: u64,
    /// The same seed makes the same people.
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

impl Demo {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let db = super::open(config).await?;
        let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} patients ({per_sec}), {eta} left")?;
        let bar = ProgressBar::new(self.patients).with_style(style);
        let now = engine::Clock::default().now();
        let made = demo::populate(&db, now, self.patients, self.seed, &|made| bar.set_position(made)).await?;
        demo::messages(&db, now).await?;
        bar.finish_and_clear();
        if made.patients == 0 {
            println!("The database already has patients: nothing was made.");
        } else {
            println!("Playing the last three weeks of outreach …");
            demo::supporters(&db, now).await?;
            demo::records(&db, now).await?;
            demo::segments(&db, now).await?;
            demo::outreach(&db, now, self.seed, &config.public_url()).await?;
            demo::plan_events(&db, now).await?;
            demo::calendar(&db, now).await?;
            demo::programs(&db, now).await?;
            demo::calls(&db, now).await?;
            println!("Made {} patients with {} rows.", made.patients, made.rows);
        }
        db.close().await;
        Ok(())
    }
}
