//! Numbers and hashes that always lie in as many bytes, so that the one at a place is found without reading those
//! before it.

use super::hash::Seed;

/// A number that lies in so many bytes.
pub trait Fixed: Copy {
    /// How many.
    const BYTES: usize;
    /// The number in such bytes.
    fn read(bytes: &[u8]) -> Option<Self>;
    /// Adds its bytes.
    fn write(self, bytes: &mut Vec<u8>);
}

impl Fixed for u32 {
    const BYTES: usize = 4;

    fn read(bytes: &[u8]) -> Option<Self> {
        Some(Self::from_le_bytes(bytes.try_into().ok()?))
    }

    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.to_le_bytes());
    }
}

impl Fixed for u64 {
    const BYTES: usize = 8;

    fn read(bytes: &[u8]) -> Option<Self> {
        Some(Self::from_le_bytes(bytes.try_into().ok()?))
    }

    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.to_le_bytes());
    }
}

impl Fixed for Seed {
    const BYTES: usize = u64::BYTES;

    fn read(bytes: &[u8]) -> Option<Self> {
        u64::read(bytes).map(Self)
    }

    fn write(self, bytes: &mut Vec<u8>) {
        self.0.write(bytes);
    }
}
