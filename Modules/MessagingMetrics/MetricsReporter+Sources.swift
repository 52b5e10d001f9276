#if Metrics
  public import Messaging
  public import MessagingAsync
  internal import Metrics
  internal import Synchronization

  extension MetricsReporter {
    /// A counter for a socket, whose counts reports tell.
    ///
    /// - Parameter socket: A name for the socket: the dimension `socket`. Few, since backends keep each one.
    public func trafficCounter(for socket: String) -> TrafficCounter {
      let scope = scope("socket", socket)
      let counts = TrafficCounts()
      var messagesSent = scope.sumCounter("messages.sent")
      var bytesSent = scope.sumCounter("bytes.sent")
      var messagesReceived = scope.sumCounter("messages.received")
      var bytesReceived = scope.sumCounter("bytes.received")
      add {
        // First, so that what is read below is the last there is.
        let isFinal = counts.isFinal.load(ordering: .acquiring)
        messagesSent.report(counts.messagesSent.load(ordering: .relaxed))
        bytesSent.report(counts.bytesSent.load(ordering: .relaxed))
        messagesReceived.report(counts.messagesReceived.load(ordering: .relaxed))
        bytesReceived.report(counts.bytesReceived.load(ordering: .relaxed))
        return !isFinal
      }
      return TrafficCounter(counts: counts, scope: scope)
    }

    /// Metrics of a pool, to be recorded by its owner.
    ///
    /// - Parameter pool: A name for the pool: the dimension `pool`.
    public func poolMetrics(for pool: String) -> PoolMetrics { PoolMetrics(in: scope("pool", pool)) }

    /// Has reports tell of a pool as long as it is there.
    ///
    /// - Parameters:
    ///   - pool: The pool, which is not kept.
    ///   - name: A name for it: the dimension `pool`.
    public func watch<T: Transport>(_ pool: SharedPool<T>, as name: String) {
      var metrics = poolMetrics(for: name)
      add { [weak pool] in
        guard let pool else { return false }
        metrics.record(pool.statistics)
        return true
      }
    }

    /// Has reports tell how many tasks wait to send, as long as the sender is there.
    ///
    /// - Parameters:
    ///   - sender: The sender, which is not kept.
    ///   - name: A name for it: the dimension `sender`.
    public func watch<T: DescriptorSignalingTransport>(_ sender: SharedSender<T>, as name: String) {
      let waiting = scope("sender", name).gauge("sends.waiting")
      add { [weak sender] in
        guard let sender else { return false }
        waiting.set(sender.waitingCount)
        return true
      }
    }

    /// Has reports tell of a forwarder as long as its control is there.
    ///
    /// - Parameters:
    ///   - control: The forwarder's control, which is not kept.
    ///   - name: A name for the forwarder: the dimension `forwarder`.
    public func watch(_ control: ForwardingControl, as name: String) {
      let scope = scope("forwarder", name)
      let (front, back) = (scope.adding("from", "front"), scope.adding("from", "back"))
      var messagesFromFront = front.sumCounter("forwarded.messages")
      var bytesFromFront = front.sumCounter("forwarded.bytes")
      var messagesFromBack = back.sumCounter("forwarded.messages")
      var bytesFromBack = back.sumCounter("forwarded.bytes")
      var dropped = scope.sumCounter("forwarded.dropped")
      add { [weak control] in
        guard let passed = control?.statistics else { return false }
        messagesFromFront.report(passed.messagesFromFront)
        bytesFromFront.report(passed.bytesFromFront)
        messagesFromBack.report(passed.messagesFromBack)
        bytesFromBack.report(passed.bytesFromBack)
        dropped.report(passed.messagesTooLarge)
        return true
      }
    }
  }
#endif
