"""What is saved or shared, as pure data, and what others see of it."""
