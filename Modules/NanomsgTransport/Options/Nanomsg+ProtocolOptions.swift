import CNanomsg
import Messaging

extension Nanomsg.Option where Value == Duration {
  /// How long a survey lasts, from 1 ms to 24 hours; 1 s unless set (`NN_SURVEYOR_DEADLINE`). For surveys sent afterwards.
  public static var surveyDeadline: Self {
    time(
      "NN_SURVEYOR_DEADLINE", level: NN_PROTOCOL_SURVEYOR, NN_SURVEYOR_DEADLINE, of: [.survey])
  }
}

extension Nanomsg.Option where Value == Duration? {
  /// After what time without a reply a request is sent again, to whatever peer is there then, from 1 ms to 24 hours; `nil`,
  /// never, unless set (`NN_REQ_RESEND_IVL`). For requests sent afterwards.
  ///
  /// - Warning: A request that is sent again may be carried out twice.
  public static var resendInterval: Self {
    timeOrNever("NN_REQ_RESEND_IVL", level: NN_PROTOCOL_REQ, NN_REQ_RESEND_IVL, of: [.request])
  }
}

extension Nanomsg.Option where Value == Bool {
  /// Whether small messages go out over `tcp` at once instead of waiting for others; `true` unless set (`NN_TCP_NODELAY`).
  /// For connections made afterwards.
  public static var tcpNoDelay: Self { flag("NN_TCP_NODELAY", level: NN_TCP, NN_TCP_NODELAY) }
}

extension Nanomsg.Option where Value == Nanomsg.WebSocketMessageType {
  /// How messages are marked that are sent over `ws`; `.binary` unless set (`NN_WS_MSG_TYPE`). For what is bound and
  /// connected afterwards.
  public static var webSocketMessageType: Self {
    number("NN_WS_MSG_TYPE", level: NN_WS, NN_WS_MSG_TYPE) {
      $0 == .text ? NN_WS_MSG_TYPE_TEXT : NN_WS_MSG_TYPE_BINARY
    } decode: {
      $0 == NN_WS_MSG_TYPE_TEXT ? .text : .binary
    }
  }
}

extension Nanomsg {
  /// How a WebSocket message is marked.
  public enum WebSocketMessageType: Hashable, Sendable {
    /// Any bytes (`NN_WS_MSG_TYPE_BINARY`).
    case binary
    /// Text (`NN_WS_MSG_TYPE_TEXT`).
    ///
    /// A message that is not UTF-8, the pattern's header included, is lost, and the connection with it: nanomsg 1.1.5 does not
    /// make it again.
    case text
  }
}
