import CZeroMQ
public import Messaging

/// The public half of a pair of keys, by which a server or a client is known. 32 bytes.
public struct CurvePublicKey: Hashable, Sendable, CustomStringConvertible {
  /// The key.
  public let bytes: [UInt8]

  /// A key of these bytes.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` unless there are 32.
  public init(_ bytes: [UInt8]) throws(MessagingError) {
    self.bytes = try CurveKeyPair.checked(bytes)
  }

  /// A key from its 40 characters of ``Z85``.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for anything else.
  public init(z85 text: String) throws(MessagingError) { try self.init(Z85.decode(text)) }

  /// The key in ``Z85``.
  public var z85: String { CurveKeyPair.text(bytes) }

  /// The key in ``Z85``.
  public var description: String { z85 }
}

/// The secret half of a pair of keys. 32 bytes, which show up in no description, error or mirror.
public struct CurveSecretKey: Hashable, Sendable {
  /// The key. Whoever has it can pass for its owner.
  public let bytes: [UInt8]

  /// A key of these bytes.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` unless there are 32.
  public init(_ bytes: [UInt8]) throws(MessagingError) {
    self.bytes = try CurveKeyPair.checked(bytes)
  }

  /// A key from its 40 characters of ``Z85``.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `invalidArgument` for anything else.
  public init(z85 text: String) throws(MessagingError) { try self.init(Z85.decode(text)) }

  /// The key in ``Z85``. Whoever has it can pass for its owner.
  public var z85: String { CurveKeyPair.text(bytes) }
}

extension CurveSecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Not the key.
  public var description: String { "secret key" }

  /// Not the key.
  public var debugDescription: String { description }

  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The keys of a server or a client that uses CURVE.
public struct CurveKeyPair: Hashable, Sendable {
  /// By which others know the owner.
  public let publicKey: CurvePublicKey

  /// By which the owner proves to be that.
  public let secretKey: CurveSecretKey

  /// Two keys that belong together.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `unsupported` when the libzmq in use was built without CURVE (`ENOTSUP`).
  public init(secretKey: CurveSecretKey) throws(MessagingError) {
    var text = [CChar](repeating: 0, count: Self.textLength + 1)
    guard zmq_curve_public(&text, secretKey.z85) == 0 else { throw Self.failure }
    self.secretKey = secretKey
    publicKey = try CurvePublicKey(z85: text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) })
  }

  /// Makes new keys (`zmq_curve_keypair`).
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `unsupported` when the libzmq in use was built without CURVE (`ENOTSUP`).
  public static func generate() throws(MessagingError) -> CurveKeyPair {
    var publicText = [CChar](repeating: 0, count: textLength + 1)
    var secretText = publicText
    guard zmq_curve_keypair(&publicText, &secretText) == 0 else { throw failure }
    return try CurveKeyPair(
      secretKey: CurveSecretKey(z85: secretText.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }))
  }

  private static let textLength = 40

  private static var failure: MessagingError {
    MessagingError(TransportFailure(zmq_errno(), of: ZeroMQ.self), during: operation, of: nil)
  }

  private static var operation: MessagingError.Operation { MessagingError.Operation("makeKey") }

  fileprivate static func checked(_ bytes: [UInt8]) throws(MessagingError) -> [UInt8] {
    guard bytes.count == 32 else {
      throw MessagingError(
        TransportFailure(.invalidArgument, "a key has 32 bytes, not \(bytes.count)"), during: operation,
        of: nil)
    }
    return bytes
  }

  fileprivate static func text(_ bytes: [UInt8]) -> String {
    guard let text = try? Z85.encode(bytes) else { preconditionFailure("32 is a multiple of 4") }
    return text
  }
}
