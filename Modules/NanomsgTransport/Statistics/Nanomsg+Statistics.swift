import CNanomsg
public import Messaging

extension Nanomsg {
  /// What nanomsg counted of a socket (`nn_get_statistic`).
  ///
  /// The library counts binds that failed and connections that could not be accepted as well, but nanomsg 1.1.5 does not tell
  /// either: `NN_STAT_BIND_ERRORS` is 0 and so is `NN_STAT_ACCEPT_ERRORS`, which gives the same number.
  public struct Statistics: Hashable, Sendable {
    /// Messages sent (`NN_STAT_MESSAGES_SENT`).
    public var messagesSent: Int
    /// Messages received (`NN_STAT_MESSAGES_RECEIVED`).
    public var messagesReceived: Int
    /// Bytes of the messages sent (`NN_STAT_BYTES_SENT`).
    public var bytesSent: Int
    /// Bytes of the messages received (`NN_STAT_BYTES_RECEIVED`).
    public var bytesReceived: Int

    /// Connections that are up (`NN_STAT_CURRENT_CONNECTIONS`).
    public var currentConnections: Int
    /// Addresses that are being connected to (`NN_STAT_INPROGRESS_CONNECTIONS`).
    public var connectionsInProgress: Int
    /// Addresses whose last attempt failed (`NN_STAT_CURRENT_EP_ERRORS`).
    public var endpointsInError: Int

    /// Connections made, over all (`NN_STAT_ESTABLISHED_CONNECTIONS`).
    public var connectionsEstablished: Int
    /// Connections accepted, over all (`NN_STAT_ACCEPTED_CONNECTIONS`).
    public var connectionsAccepted: Int
    /// Connections that the socket ended, over all (`NN_STAT_DROPPED_CONNECTIONS`).
    public var connectionsDropped: Int
    /// Connections that broke, or whose peer went, over all (`NN_STAT_BROKEN_CONNECTIONS`).
    public var connectionsBroken: Int
    /// Attempts to connect that failed, over all (`NN_STAT_CONNECT_ERRORS`).
    public var connectErrors: Int

    /// The priority of the peers that are sent to (`NN_STAT_CURRENT_SND_PRIORITY`, see ``Option/sendPriority``); `nil` while
    /// there is none, and for patterns that do not choose a peer.
    public var currentSendPriority: Int?
  }
}

extension Nanomsg.Statistics {
  init(of socket: Int32) {
    func read(_ statistic: Int32) -> Int { Int(truncatingIfNeeded: nn_get_statistic(socket, statistic)) }
    messagesSent = read(NN_STAT_MESSAGES_SENT)
    messagesReceived = read(NN_STAT_MESSAGES_RECEIVED)
    bytesSent = read(NN_STAT_BYTES_SENT)
    bytesReceived = read(NN_STAT_BYTES_RECEIVED)
    currentConnections = read(NN_STAT_CURRENT_CONNECTIONS)
    connectionsInProgress = read(NN_STAT_INPROGRESS_CONNECTIONS)
    endpointsInError = read(NN_STAT_CURRENT_EP_ERRORS)
    connectionsEstablished = read(NN_STAT_ESTABLISHED_CONNECTIONS)
    connectionsAccepted = read(NN_STAT_ACCEPTED_CONNECTIONS)
    connectionsDropped = read(NN_STAT_DROPPED_CONNECTIONS)
    connectionsBroken = read(NN_STAT_BROKEN_CONNECTIONS)
    connectErrors = read(NN_STAT_CONNECT_ERRORS)
    let priority = read(NN_STAT_CURRENT_SND_PRIORITY)
    currentSendPriority = priority > 0 ? priority : nil
  }
}

extension Socket where T == Nanomsg {
  /// What nanomsg counted so far, from all times of the socket.
  ///
  /// - Throws: ``/Messaging/MessagingError`` with `closed` after the transport was shut down (`ETERM`).
  public var statistics: Nanomsg.Statistics {
    mutating get throws(MessagingError) {
      try withUnsafeHandle(during: MessagingError.Operation("getStatistics")) {
        (handle) throws(TransportFailure) in
        if let failure = handle.failure(unless: true) {
          throw TransportFailure(failure.errorNumber, of: Nanomsg.self)
        }
        return Nanomsg.Statistics(of: handle.number)
      }
    }
  }
}
