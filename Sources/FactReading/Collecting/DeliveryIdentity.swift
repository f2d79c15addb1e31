import FactModel

/// What makes two deliveries the same: the same tool with the same goal counts once.
struct DeliveryIdentity: Hashable {
  private let reach: Delivery.Reach
  private let apart: Delivery.Apart
  private let tool: String
  private let environment: String

  init(_ delivery: Delivery) {
    reach = delivery.reach
    apart = delivery.apart
    tool = delivery.tool
    environment = delivery.environment ?? ""
  }
}
