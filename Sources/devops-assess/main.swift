print("devops-assess")
