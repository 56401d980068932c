//! The id of a request.

/// The id that ties a request, its log lines and its audit entries together.
#[derive(Debug, Clone, Default)]
pub struct RequestId(pub String);
