mod asked;
mod filter;
mod kind;
mod words;
