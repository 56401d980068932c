//! What stops the generator.

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error(transparent)]
    Engine(#[from] engine::EngineError),
    #[error("the starter templates are not live: the organization's settings lack something")]
    Templates,
    #[error("the generator stopped unexpectedly")]
    Generator,
}
