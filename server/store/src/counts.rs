//! Counts between the columns, which are signed and 64 bits wide, and the types that the product counts in. Nowhere else in the
//! store is one number cast into another.

/// The number as a `T`. No count comes near the end of any of these types; what can't be a count there, as one below zero, is 0.
pub(crate) fn fit<N, T: TryFrom<N> + Default>(number: N) -> T {
    T::try_from(number).unwrap_or_default()
}

/// What was counted, as the shared types say it.
pub(crate) fn count<N>(number: N) -> u64
where
    u64: TryFrom<N>,
{
    fit(number)
}

/// What was counted, as a statement takes it.
pub(crate) fn number<N>(count: N) -> i64
where
    i64: TryFrom<N>,
{
    fit(count)
}
