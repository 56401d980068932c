//! What stops the generator.

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error("the generator stopped unexpectedly")]
    Generator,
}
