/** Numbers of a file in the order of bytes that it was written in. */
export interface ByteOrder {
  readonly little: boolean;
  int16(bytes: Buffer, at: number): number;
  int32(bytes: Buffer, at: number): number;
  uint32(bytes: Buffer, at: number): number;
  /** As a number: exact to 2⁵³. */
  int64(bytes: Buffer, at: number): number;
  float32(bytes: Buffer, at: number): number;
  float64(bytes: Buffer, at: number): number;
}

export const littleEndian: ByteOrder = {
  little: true,
  int16: (bytes, at) => bytes.readInt16LE(at),
  int32: (bytes, at) => bytes.readInt32LE(at),
  uint32: (bytes, at) => bytes.readUInt32LE(at),
  int64: (bytes, at) => Number(bytes.readBigInt64LE(at)),
  float32: (bytes, at) => bytes.readFloatLE(at),
  float64: (bytes, at) => bytes.readDoubleLE(at),
};

export const bigEndian: ByteOrder = {
  little: false,
  int16: (bytes, at) => bytes.readInt16BE(at),
  int32: (bytes, at) => bytes.readInt32BE(at),
  uint32: (bytes, at) => bytes.readUInt32BE(at),
  int64: (bytes, at) => Number(bytes.readBigInt64BE(at)),
  float32: (bytes, at) => bytes.readFloatBE(at),
  float64: (bytes, at) => bytes.readDoubleBE(at),
};
