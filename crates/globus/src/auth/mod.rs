//! Globus Auth: sign-in, tokens, people.

mod authorizer;
mod client;
mod docs;
mod former;
mod identities;
mod loopback;
mod pkce;
mod store;
mod token;
mod token_endpoint;

pub use authorizer::Authorizer;
pub use client::AuthClient;
pub use docs::{Identity, IdentitySetMember, IdentityStatus, UserInfo};
pub use former::FormerTokens;
pub use loopback::LoopbackListener;
pub use pkce::{AuthorizationAnswer, CodeExchange, PkceSignIn, SignInOptions};
pub use store::{MemoryTokenStore, TokenStore};
pub use token::{Token, TokenSet};
pub use token_endpoint::TokenEndpoint;
